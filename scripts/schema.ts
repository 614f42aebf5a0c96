import { columns as postgres } from '../src/store/columns.postgres.ts';
import { columns as sqlite } from '../src/store/columns.sqlite.ts';
import { defineTables } from '../src/store/tables.ts';

/** What drizzle-kit compares the migrations with: it sees only tables that are exports of their own. */
const { records, ...tables } = defineTables(process.env.DIALECT === 'postgres' ? postgres : sqlite);
export const { changes, deliveries } = tables;
export const { useCases, decisions, vendors, evidence, waivers, checkIns, evaluations, pulses, intakeTokens } = records;
export const { roi, rolloutPlans, operators, people, settings } = records;
