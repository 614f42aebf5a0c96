import { needs } from '../roi/roi.ts'; // breaks: a subject of the domain is entered by its face
import { fine } from '../roi/index.ts';
import { shapes } from '../roi/schema.ts';
import { own } from './agenda.ts';

export const used = [needs, fine, shapes, own];
