import { verifyLog } from '../src/store/verify-log.ts';

const url = process.env.DATABASE_URL ?? 'sqlite:./data/crossing.db';
process.exitCode = (await verifyLog(url, console.log)) ? 0 : 1;
