import type { App } from '@slack/bolt';
import type { InputBlockElement, KnownBlock, ModalView } from '@slack/types';
import { option, plainText } from '../sandbox/bolt-app.ts';

export const input = (label: string, element: InputBlockElement, more: object = {}): KnownBlock => ({
  type: 'input',
  block_id: label.toLowerCase(),
  label: plainText(label),
  element: { ...element, action_id: 'value' },
  ...more,
});

export const form = (title: string, blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: 'form',
  title: plainText(title),
  submit: plainText('Save'),
  blocks,
  ...more,
});

export const createNameInput = (initial?: string) =>
  input('Name', { type: 'plain_text_input', ...(initial ? { initial_value: initial } : {}) });

/** Lets `/probe` open the modal. */
export function opens(app: App, view: ModalView) {
  app.command('/probe', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view });
  });
}

export const options = [option('Low'), option('High')];
