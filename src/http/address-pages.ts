import { addressPaths } from '../operations/page-addresses.ts';
import type { Route } from './server.ts';

const html = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Crossing</title>
<h1>Open Slack to see this</h1>
<p>Crossing shows this page in Slack, to members of the workspace. Type <code>/stage3</code> there, or paste this link into a message.</p>
</html>
`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

/**
 * Creates the pages at the public addresses of use cases, incidents and the verdict. They are all the same and hold no
 * facts, because HTTP does not know who asks.
 */
export const createAddressPages = (): readonly Route[] =>
  addressPaths.map((path) => ({ method: 'GET', path, answer: () => new Response(html, { headers }) }));
