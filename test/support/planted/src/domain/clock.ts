import { Temporal } from 'temporal-polyfill';

export const now = () => Date.now(); // breaks: domain is told the time
export const clock = Date.now; // breaks: domain is told the time
export const { now: taken } = Date; // breaks: domain is told the time
export const hidden = () => globalThis.Date['now'](); // breaks: domain is told the time
export const made = () => new Date(); // breaks: domain is told the time
export const called = () => Date(); // breaks: domain is told the time
export const chance = () => Math.random(); // breaks: domain is told the time
export const instant = () => Temporal.Now.instant(); // breaks: domain is told the time
export const ticks = () => performance.now(); // breaks: domain is told the time
export const id = () => crypto.randomUUID(); // breaks: domain is told the time
