import { expect, test } from 'vitest';
import { prepareBrowser, types } from '../support/page.ts';
import { manifest } from './bolt-app.ts';

const { onPage } = prepareBrowser();

const agent: typeof manifest = {
  ...manifest,
  features: {
    ...manifest.features,
    agent_view: {
      agent_description: 'Answers questions',
      suggested_prompts: [{ title: 'Are we there?', message: 'Are we there yet' }],
    },
  },
};

test('a question asked in the panel, by a prompt or in Messages opens its conversation, which is listed by title', async () => {
  await onPage(
    (app) => {
      app.command('/probe', async ({ ack }) => ack('Probed'));
      app.message(async ({ message, client }) => {
        if (!('text' in message) || 'bot_id' in message) return;
        const { channel, ts } = message;
        const thread_ts = ('thread_ts' in message && message.thread_ts) || ts;
        await client.chat.postMessage({ channel, thread_ts, text: `Heard: ${message.text}` });
        if (thread_ts !== ts) return;
        const session = { channel_id: channel, thread_ts, title: `About ${message.text}` };
        await client.apiCall('agents.sessions.setStatus', { ...session, status: 'active' });
      });
    },
    async (page) => {
      const panel = page.getByRole('complementary', { name: 'Assistant Probe' });
      const asks = (field: string, text: string) =>
        types(page, text, page.getByRole('combobox', { name: field }));
      await page.getByRole('button', { name: 'Ask Probe' }).click();
      await panel.getByRole('button', { name: 'Are we there?' }).click();
      await panel.getByText('Heard: Are we there yet').waitFor();
      await panel.getByRole('heading', { name: 'About Are we there yet' }).waitFor();
      await asks('Reply to Probe', 'and when?');
      await panel.getByText('Heard: and when?').waitFor();

      await panel.getByRole('button', { name: 'New conversation' }).click();
      await panel.getByRole('button', { name: 'Are we there?' }).waitFor();
      await asks('Ask Probe', 'Who leads');
      await panel.getByText('Heard: Who leads').waitFor();
      expect(await panel.getByRole('article').count()).toBe(2);
      await panel.getByRole('button', { name: 'Conversations' }).click();
      expect(await panel.getByRole('listitem').getByRole('strong').allInnerTexts()).toEqual([
        'About Who leads',
        'About Are we there yet',
      ]);
      await panel.getByRole('button', { name: 'About Are we there yet' }).click();
      await panel.getByText('Heard: and when?').waitFor();

      await panel.getByRole('button', { name: 'New conversation' }).click();
      await asks('Ask Probe', '/probe');
      await page.getByRole('tabpanel', { name: 'Messages' }).getByText('Probed').waitFor();
      await panel.waitFor({ state: 'detached' });
      await asks('Message Probe', 'Who owns it');
      await panel.getByText('Heard: Who owns it').waitFor();
      await page.reload();
      await panel.getByText('Heard: Who owns it').waitFor();
    },
    3000,
    { manifest: agent },
  );
});
