const { columns: postgres } = require('../src/store/columns.postgres.ts');
const { columns: sqlite } = require('../src/store/columns.sqlite.ts');
const { defineTables } = require('../src/store/tables.ts');

// drizzle-kit compares the migrations with these. It sees only tables that are exports of their own, and a list of
// exports that is computed takes CommonJS.
const { records, ...tables } = defineTables(process.env.DIALECT === 'postgres' ? postgres : sqlite);
module.exports = { ...tables, ...records };
