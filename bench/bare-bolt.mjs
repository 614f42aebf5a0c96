// The baseline for Crossing: Bolt over HTTP with the same kinds of routes and tokens, whose only command acknowledges.
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, PORT } = process.env;
const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver: new HTTPReceiver({
    signingSecret: SLACK_SIGNING_SECRET ?? '',
    port: Number(PORT),
    logLevel: LogLevel.WARN,
    bodyLimit: '1mb',
    customRoutes: [{ path: '/readyz', method: 'GET', handler: (_, res) => res.writeHead(200).end('ready') }],
  }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: LogLevel.WARN,
  convoStore: false,
  deferInitialization: true,
});
app.command('/stage3', ({ ack }) => ack());
await app.init();
await app.start();
process.on('SIGTERM', () => process.exit(0));
