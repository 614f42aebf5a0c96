import type { App, ViewSubmitAction } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { createNameInput, form, input, opens } from '../support/modals.ts';
import { start } from './bolt-app.ts';

test('Slack itself refuses what a field cannot hold, and the app never hears of it', async () => {
  const { sandbox } = await start((app) =>
    opens(
      app,
      form('Limits', [
        input('Short', { type: 'plain_text_input', min_length: 3, max_length: 5 }),
        input('Count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '10' }),
        input('Email', { type: 'email_text_input' }),
        input('Web', { type: 'url_text_input' }, { optional: true }),
      ]),
    ),
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  const cases: [string, string, string][] = [
    ['Short', 'ab', 'This must be at least 3 characters long.'],
    ['Short', 'abcdef', 'This must be no longer than 5 characters.'],
    ['Count', 'ten', 'Please enter a valid number.'],
    ['Count', '2.5', 'Enter a whole number.'],
    ['Count', '0', 'Please enter a number no less than 1.'],
    ['Count', '11', 'Please enter a number no greater than 10.'],
    ['Email', 'nobody', 'Please enter a valid email address.'],
    ['Web', 'somewhere', 'Please enter a valid URL.'],
  ];
  for (const [label, value, error] of cases) {
    await modal.fill({ [label]: value });
    expect((await modal.submits()).errors?.[label]).toBe(error);
  }
  const interactions = sandbox.control.deliveries().filter((one) => one.kind === 'interactive');
  expect(interactions).toEqual([]);
});

describe('the answer to a submission', () => {
  const stack = async (answer: Parameters<App['view']>[1]) => {
    const started = await start((app) => {
      opens(app, form('First', [createNameInput()]));
      app.view('form', answer);
    });
    const lena = started.sandbox.as('lena');
    await lena.types('#general', '/probe');
    const modal = await lena.openModal();
    await modal.fill({ Name: 'AI Support Agent' });
    return { lena, modal, ...started };
  };

  test('errors stand at their fields and what was typed stays', async () => {
    const { modal, lena } = await stack(({ ack }) =>
      ack({ response_action: 'errors', errors: { name: 'There is one already' } }),
    );
    expect(await modal.submits()).toEqual({ errors: { Name: 'There is one already' } });
    expect(modal.text).toContain('Name\nAI Support Agent\nThere is one already');
    expect(modal.holds('Name')).toBe('AI Support Agent');
    await modal.fill({ Name: 'Another' });
    expect(modal.errors).toEqual({});
    expect(lena.modal()?.isOpen).toBe(true);
  });

  test('errors for a block that is no input leave the person with trouble', async () => {
    const { modal, sandbox } = await stack(({ ack }) =>
      ack({ response_action: 'errors', errors: { elsewhere: 'No' } }),
    );
    expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(sandbox.control.deliveries().at(-1)?.answer).toMatchObject({ response_action: 'errors' });
  });

  test('update puts another view in its place and keeps what was typed where the ids stay', async () => {
    const { modal } = await stack(({ ack }) =>
      ack({
        response_action: 'update',
        view: form('Second', [
          createNameInput('Initial'),
          input('Team', { type: 'plain_text_input', initial_value: 'Support' }),
        ]),
      }),
    );
    const outcome = await modal.submits();
    expect(outcome.modal?.title).toBe('Second');
    expect(outcome.modal?.holds('Name')).toBe('AI Support Agent');
    expect(outcome.modal?.holds('Team')).toBe('Support');
  });

  test('an update to a view without a submit leaves no submit button of the one before', async () => {
    const { modal } = await stack(({ ack }) => {
      const { submit: _, ...done } = form('Recorded', []);
      return ack({
        response_action: 'update',
        view: { ...done, blocks: [{ type: 'section', text: { type: 'plain_text', text: 'Recorded.' } }] },
      });
    });
    const { modal: recorded } = await modal.submits();
    expect(recorded?.buttons).toHaveLength(1);
  });

  test('push lays a view on top, which knows the one below; closing it leads back', async () => {
    const views: ViewSubmitAction['view'][] = [];
    const { modal, lena } = await stack(async ({ ack, body }) => {
      views.push(body.view as ViewSubmitAction['view']);
      if (views.length === 1)
        await ack({ response_action: 'push', view: form('Second', [createNameInput()]) });
      else await ack();
    });
    const second = (await modal.submits()).modal;
    expect(second?.title).toBe('Second');
    await second?.fill({ Name: 'Inner' });
    expect(await second?.submits()).toEqual({ closed: true });
    expect(views[1]).toMatchObject({ previous_view_id: views[0]?.id, root_view_id: views[0]?.id });
    expect(lena.modal()?.title).toBe('First');
    expect(lena.modal()?.holds('Name')).toBe('AI Support Agent');
  });

  test('a fourth view is one too many', async () => {
    let depth = 1;
    const { lena } = await stack(({ ack }) => {
      depth += 1;
      return ack({ response_action: 'push', view: form(`View ${depth}`, [createNameInput('x')]) });
    });
    for (const title of ['View 2', 'View 3'])
      expect((await lena.modal()?.submits())?.modal?.title).toBe(title);
    expect(await lena.modal()?.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(lena.modal()?.title).toBe('View 3');
  });

  test('clear closes all', async () => {
    let first = true;
    const { modal, lena } = await stack(async ({ ack }) => {
      await ack(
        first
          ? { response_action: 'push', view: form('Second', [createNameInput('x')]) }
          : { response_action: 'clear' },
      );
      first = false;
    });
    const second = (await modal.submits()).modal;
    expect(await second?.submits()).toEqual({ closed: true });
    expect(lena.modal()).toBeNull();
  });

  test('a view that Slack refuses leaves the person with trouble', async () => {
    const { modal } = await stack(({ ack }) =>
      ack({ response_action: 'update', view: form('A title beyond twenty-four', [createNameInput()]) }),
    );
    expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
    expect(modal.text).toContain('We had some trouble connecting. Try again?');
  });
});

test('a submission that is not acknowledged in time leaves the modal with trouble, and a second try may succeed', async () => {
  let tries = 0;
  const { sandbox } = await start(
    (app) => {
      opens(app, form('Slow', [createNameInput()]));
      app.view('form', async ({ ack }) => {
        tries += 1;
        if (tries > 1) await ack();
      });
    },
    { ackTimeoutMs: 500 },
  );
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  await modal.fill({ Name: 'Once' });
  expect(await modal.submits()).toEqual({ trouble: 'We had some trouble connecting. Try again?' });
  expect(modal.holds('Name')).toBe('Once');
  expect(await modal.submits()).toEqual({ closed: true });
});

test('a submission delivered again is the same submission', async () => {
  const got: string[] = [];
  const { sandbox } = await start((app) => {
    opens(app, form('Form', [createNameInput()]));
    app.view('form', async ({ ack, body }) => {
      got.push(JSON.stringify(body));
      await ack();
    });
  });
  const lena = sandbox.as('lena');
  await lena.types('#general', '/probe');
  const modal = await lena.openModal();
  await modal.fill({ Name: 'Once' });
  await modal.submits();
  await sandbox.control.redeliver('view_submission');
  expect(got).toHaveLength(2);
  expect(got[1]).toBe(got[0]);
});
