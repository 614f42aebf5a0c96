import type { SlackSubject } from '../kit/subject.ts';

export const assistant: SlackSubject = {};
