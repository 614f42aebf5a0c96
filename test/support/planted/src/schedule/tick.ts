import { schedule } from 'node-cron';
import { query } from '../store/query.ts'; // breaks: the schedule only calls operations

export const tick = [schedule, query];
