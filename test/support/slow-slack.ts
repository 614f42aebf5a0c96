import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlowSlack {
  /** The value for SLACK_API_URL. */
  readonly apiUrl: string;
  /** Keeps the next call of a method back; resolves when it has come, with what lets it go on. */
  hold(method: string): Promise<() => void>;
  /** Lets the next call of a method through and keeps its answer back; resolves when Slack has answered. */
  holdAnswer(method: string): Promise<() => void>;
  close(): Promise<void>;
}

/** Creates a Web API that forwards every call as slowly as a test says. */
export async function startSlowSlack(apiUrl: string): Promise<SlowSlack> {
  const held = new Map<string, (goOn: () => void) => void>();
  const heldAnswers: typeof held = new Map();
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const method = (req.url ?? '').replace(/^\/api\//, '');
    const arrived = held.get(method);
    held.delete(method);
    if (arrived) await new Promise<void>((resolve) => arrived(resolve));
    const answer = await fetch(apiUrl + method, {
      method: 'POST',
      body: Buffer.concat(chunks),
      headers: {
        authorization: req.headers.authorization ?? '',
        'content-type': req.headers['content-type'] ?? '',
      },
    });
    const text = await answer.text();
    const answered = heldAnswers.get(method);
    heldAnswers.delete(method);
    if (answered) await new Promise<void>((resolve) => answered(resolve));
    const wait = answer.headers.get('retry-after');
    res.writeHead(answer.status, {
      'content-type': 'application/json',
      ...(wait === null ? {} : { 'retry-after': wait }),
    });
    res.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    hold: (method) => new Promise((arrived) => held.set(method, arrived)),
    holdAnswer: (method) => new Promise((answered) => heldAnswers.set(method, answered)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
