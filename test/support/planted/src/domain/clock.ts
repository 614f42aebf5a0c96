import { Temporal } from 'temporal-polyfill';

export const now = () => Date.now(); // breaks: the app has one clock
export const clock = Date.now; // breaks: the app has one clock
export const { now: taken } = Date; // breaks: the app has one clock
export const hidden = () => globalThis.Date['now'](); // breaks: the app has one clock
export const made = () => new Date(); // breaks: the app has one clock
export const called = () => Date(); // breaks: the app has one clock
export const chance = () => Math.random(); // breaks: domain leaves nothing to chance
export const instant = () => Temporal.Now.instant(); // breaks: the app has one clock
export const ticks = () => performance.now(); // breaks: domain leaves nothing to chance
export const id = () => crypto.randomUUID(); // breaks: domain leaves nothing to chance
