import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server received it. */
interface ReceivedRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly connection: string | undefined;
  readonly body: {
    readonly model: string;
    readonly temperature: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: { readonly type: string };
  };
}

/** An answer of the server: its status and body, after a delay in milliseconds. */
interface RecordedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly delay?: number;
}

export interface LanguageModelServer {
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** Sets the answer to all requests from now on. */
  readonly answersWith: (answer: RecordedAnswer) => void;
  readonly close: () => Promise<void>;
}

/** Returns a chat completion as OpenAI-compatible servers send it, with the text of the model. */
export const completion = (content: string, finish: 'stop' | 'length' = 'stop'): RecordedAnswer => ({
  body: {
    id: 'chatcmpl-CfRzB0v3mN1gXh2',
    object: 'chat.completion',
    created: 1_764_423_600,
    model: 'small-model-2026',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: { prompt_tokens: 3120, completion_tokens: 21, total_tokens: 3141 },
    system_fingerprint: 'fp_1a2b3c',
  },
});

/** Returns the completion with the choice of an entry and the words of its slots. */
export const choice = (entry: string | null, slots: Readonly<Record<string, string>> = {}): RecordedAnswer =>
  completion(JSON.stringify({ entry, slots: Object.entries(slots).map(([slot, text]) => ({ slot, text })) }));

/** Starts an OpenAI-compatible server on this computer, which gives recorded answers. */
export async function startLanguageModelServer(): Promise<LanguageModelServer> {
  const received: ReceivedRequest[] = [];
  let answer = choice(null);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { url: path = '', headers } = request;
    received.push({
      path,
      authorization: headers.authorization,
      connection: headers.connection,
      body: JSON.parse(Buffer.concat(chunks).toString()),
    });
    const { status = 200, headers: more = {}, body, delay = 0 } = answer;
    const send = () => {
      response.writeHead(status, { 'content-type': 'application/json', ...more });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (delay > 0) setTimeout(send, delay);
    else send();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    received,
    answersWith: (given) => {
      answer = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
