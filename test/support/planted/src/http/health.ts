import { createServer } from 'node:http';
import { env } from 'node:process'; // breaks: configuration is read in one place
import { answer } from '../slack/answer.ts'; // breaks: HTTP only calls operations

export const health = [createServer, answer, env];
export const { env: all } = process; // breaks: configuration is read in one place
export const port = process['env'].PORT; // breaks: configuration is read in one place
export const maybe = globalThis.process?.env.PORT; // breaks: configuration is read in one place
