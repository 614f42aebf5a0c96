import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** True for a request from this computer that does not come from another site's page. */
export function isLocal(host: string | undefined, origin: string | undefined): boolean {
  const names = [host, origin?.replace(/^https?:\/\//, '')].filter((one) => one !== undefined);
  return names.every((name) => /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(name));
}

/** Returns the arguments from the query, a form, or JSON, as Slack accepts them. */
export async function callArguments(
  c: Context<{ Bindings: HttpBindings }>,
): Promise<Record<string, unknown>> {
  const query = c.req.query();
  if (c.req.method !== 'POST') return query;
  const type = c.req.header('content-type') ?? '';
  if (type.includes('json')) {
    const body = (await c.req.json().catch(() => ({}))) as Record<string, unknown>;
    return { ...query, ...body };
  }
  const form = type === '' ? {} : await c.req.parseBody();
  return { ...query, ...form };
}

/** Ends the connection in the middle of the call, without an answer. */
export function dropConnection(c: Context<{ Bindings: HttpBindings }>): Response {
  const outgoing: ServerResponse | HttpBindings['outgoing'] = c.env.outgoing;
  outgoing.destroy();
  return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
}
