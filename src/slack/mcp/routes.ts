import type { Context } from 'hono';
import type { McpConfig } from '../../config.ts';
import type { Route } from '../../http/server.ts';
import type { Crossing } from '../../operations/act.ts';
import type { Installations } from '../installations.ts';
import type { ListenerServices } from '../listener-services.ts';
import { createIdentification, type Rejection } from './identity.ts';

/** The path of the MCP server. */
export const mcpPath = '/mcp';
const maxBytes = 64 * 1024;
const metadataPath = '/.well-known/oauth-protected-resource';

/** Returns an error as JSON-RPC, for a message that was not read. */
const failWith = (status: number, code: number, message: string, headers: Record<string, string> = {}) =>
  Response.json({ jsonrpc: '2.0', id: null, error: { code, message } }, { status, headers });

const [parseError, invalidRequest, internalError, refused] = [-32700, -32600, -32603, -32001];

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Creates the routes of the MCP server: `POST /mcp`, and the metadata that tells a client how to authenticate. It
 * answers 401 without a valid signature or token, 403 for a foreign host, origin or workspace, and 429 above the limits.
 */
export function createMcpRoutes(
  config: McpConfig,
  installations: Installations,
  services: ListenerServices,
): readonly Route[] {
  const { publicUrl } = config;
  const url = `${publicUrl}${mcpPath}`;
  const { check, identifyBySlack } = createIdentification({
    config,
    installations,
    identifyCaller: services.identifyCaller,
  });
  // Loaded with the first request, because it takes longer than the rest of the start.
  let loading: Promise<import('./mcp-server.ts').McpEndpoint> | null = null;
  const load = () => {
    loading ??= import('./mcp-server.ts').then(({ createMcpEndpoint }) =>
      createMcpEndpoint(services, new URL(publicUrl).hostname),
    );
    return loading;
  };

  function rejectWith({ status, error, seconds }: Rejection): Response {
    if (status === 429) return failWith(status, refused, error, { 'retry-after': String(seconds) });
    if (status === 403) return failWith(status, refused, error);
    const metadata = `resource_metadata="${publicUrl}${metadataPath}${mcpPath}"`;
    return failWith(status, refused, error, { 'www-authenticate': `Bearer ${metadata}` });
  }

  async function answerIdentified(crossing: Pick<Crossing, 'store'>, request: Context): Promise<Response> {
    const endpoint = await load();
    const foreign = endpoint.findForeign(request.req.raw);
    if (foreign) return foreign;
    const body = await request.req.text();
    const checked = await check(request, body, crossing);
    if (checked?.kind === 'rejected') return rejectWith(checked);
    const message = parseJson(body);
    if (message === undefined) return failWith(400, parseError, 'The body is not JSON.');
    if (Array.isArray(message)) return failWith(400, invalidRequest, 'Send one message per request.');
    const identity = checked ?? (await identifyBySlack(request, message));
    if (identity.kind === 'rejected') return rejectWith(identity);
    const { headers } = request.req.raw;
    return endpoint.answer(new Request(url, { method: 'POST', headers, body }), message, identity);
  }

  async function answer(request: Context): Promise<Response> {
    let answered = failWith(500, internalError, 'The request was not answered. Send it again.');
    await services.runGuarded(
      'mcp',
      async (crossing) => {
        answered = await answerIdentified(crossing, request);
      },
      async ({ words, passes }) => {
        answered = failWith(passes ? 503 : 500, internalError, words, passes ? { 'retry-after': '60' } : {});
      },
    );
    answered.headers.set('cache-control', 'private, no-store');
    return answered;
  }

  const describe = () =>
    Response.json({
      resource: url,
      resource_name: 'Crossing',
      bearer_methods_supported: ['header'],
    });
  const refuseMethod = () => failWith(405, refused, 'Send a POST request.', { allow: 'POST' });
  return [
    { method: 'POST', path: mcpPath, maxBytes, answer },
    { method: 'GET', path: mcpPath, answer: refuseMethod },
    { method: 'DELETE', path: mcpPath, answer: refuseMethod },
    { method: 'GET', path: metadataPath, answer: describe },
    { method: 'GET', path: `${metadataPath}${mcpPath}`, answer: describe },
  ];
}
