// The baseline for audit events: an HTTP server that checks the token and appends the same rows in one transaction.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';

const { PORT, DATABASE_FILE, AUDIT_TOKEN } = process.env;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const database = new Sqlite(DATABASE_FILE);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE tokens (hash text PRIMARY KEY, use_case text);
  CREATE TABLE entries (workspace text, stream text, position integer, key text, at integer, recorded_at integer,
    label text, body text, removal text, hash text, PRIMARY KEY (workspace, stream, position));
  CREATE UNIQUE INDEX entries_by_key ON entries (workspace, stream, key);
  CREATE INDEX entries_by_time ON entries (workspace, stream, at, label);
`);
database.prepare('INSERT INTO tokens VALUES (?, ?)').run(sha256(AUDIT_TOKEN), 'UC-10');
const find = database.prepare('SELECT use_case FROM tokens WHERE hash = ?').pluck();
const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)');
let position = 0;
let hash = '0'.repeat(64);

const append = database.transaction((token, events) => {
  const useCase = find.get(sha256(token));
  if (!useCase) return false;
  for (const { id, when, result, ...body } of events) {
    position += 1;
    const row = ['T1', `audit:${useCase}`, position, id, Date.parse(when), Date.now(), result];
    const text = JSON.stringify({ ...body, when });
    hash = sha256(JSON.stringify([row, text, hash]));
    insert.run(...row, text, hash);
  }
  return true;
});

createServer(async (request, response) => {
  if (request.url === '/readyz') return response.end('ready');
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += part;
  const json = JSON.parse(text);
  const events = json.events ?? [json];
  const isRecorded = append.immediate(request.headers.authorization.slice('Bearer '.length), events);
  response.writeHead(isRecorded ? 200 : 401, { 'content-type': 'application/json' });
  return response.end(JSON.stringify({ recorded: events.length, head: { position, hash } }));
}).listen(Number(PORT));
process.on('SIGTERM', () => process.exit(0));
