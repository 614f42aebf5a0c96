import { createHmac, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import autocannon from 'autocannon';

export const signingSecret = randomBytes(16).toString('hex');
const path = '/slack/events';

/** Returns the body and headers of a slash command or a button, signed now as Slack signs them. */
function signRequest(fields: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${signature}`,
  };
  return { body, headers };
}

export interface Person {
  readonly workspace: string;
  readonly id: string;
}

// Every request is another one, as it is from Slack.
let sent = 0;
const next = (): string => {
  sent += 1;
  return String(sent);
};
const command = ({ workspace, id }: Person, responseUrl: string, text: string) => ({
  token: 'legacy',
  team_id: workspace,
  team_domain: 'sample',
  channel_id: 'C0GENERAL',
  channel_name: 'general',
  user_id: id,
  user_name: 'lena',
  command: '/stage3',
  text,
  api_app_id: 'A0CROSSING',
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: next(),
});

const button = ({ workspace, id }: Person, actionId: string, value: string, responseUrl: string) => ({
  payload: JSON.stringify({
    type: 'block_actions',
    team: { id: workspace, domain: 'sample' },
    user: { id, team_id: workspace, username: 'lena', name: 'lena' },
    api_app_id: 'A0CROSSING',
    container: { type: 'message', message_ts: '1', channel_id: 'C0GENERAL', is_ephemeral: true },
    channel: { id: 'C0GENERAL', name: 'general' },
    trigger_id: next(),
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: next() }],
  }),
});

export interface Round {
  /** Answered requests. */
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds of every request. */
  readonly times: readonly number[];
}

const connections = 16;

/**
 * Asks `/stage3` over 16 kept-alive connections, each as soon as the answer before has come.
 * @param seconds how long
 * @param isRight what every answer's body must be
 * @throws Error when anything was not answered with 200, or wrongly.
 */
export async function load(
  url: string,
  person: Person,
  seconds: number,
  isRight: (body: string) => boolean,
): Promise<Round> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(
      {
        url,
        connections,
        duration: seconds,
        sampleInt: 250,
        requests: [
          {
            method: 'POST',
            path,
            setupRequest: (request) => ({
              ...request,
              ...signRequest(command(person, `${url}/nowhere`, '')),
            }),
          },
        ],
        verifyBody: (body) => isRight(String(body)),
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  const { errors, timeouts, non2xx, mismatches } = result;
  if (errors + timeouts + non2xx + mismatches > 0) {
    throw new Error(
      `of ${times.length} answers: ${JSON.stringify({ errors, timeouts, non2xx, mismatches })}`,
    );
  }
  return { requests: times.length, perSecond: times.length / result.duration, times };
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
/** An answer that takes longer is a failure, and no figure; in milliseconds. */
export const answerTimeout = 30_000;

/** Sends one request on a connection that is kept, and gives its answer's body. */
function send(url: string, fields: Readonly<Record<string, string>>): Promise<string> {
  const { body, headers } = signRequest(fields);
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        response.statusCode === 200 ? resolve(text) : reject(new Error(`answered ${response.statusCode}`)),
      );
    });
    outgoing.setTimeout(answerTimeout, () =>
      outgoing.destroy(new Error(`no answer within ${answerTimeout / 1000} s`)),
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Returns the body of the acknowledgement of `/stage3`; empty when the answer goes to the response URL. */
export const ask = (url: string, person: Person, responseUrl: string, text = ''): Promise<string> =>
  send(url, command(person, responseUrl, text));
/** Returns the body of the acknowledgement of a page button, which is empty. */
export const press = (url: string, person: Person, page: string, responseUrl: string): Promise<string> =>
  send(url, button(person, `show:${page}`, JSON.stringify({ page }), responseUrl));
