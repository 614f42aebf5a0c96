import type { PersonClient, Seen, SeenMessage, SeenModal, Value } from './client.ts';

/** Types a command that opens a form, fills it in by its labels and submits it. */
export async function submits(
  person: PersonClient,
  command: string,
  fields: Record<string, Value>,
): Promise<SeenModal> {
  await person.types('#ai-program', command);
  return fillsIn(await person.openModal(), fields);
}

/** Fills in a form and submits it; asked for more, fills that in too. @throws Error when anything is refused. */
export async function fillsIn(form: SeenModal, fields: Record<string, Value>): Promise<SeenModal> {
  const now = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  const later = Object.entries(fields).filter(([label]) => !form.labels.includes(label));
  await form.fill(Object.fromEntries(now));
  const outcome = await form.submits();
  if (!outcome.modal) throw new Error(`refused: ${JSON.stringify(outcome)}\n${form.text}`);
  return later.length > 0 ? fillsIn(outcome.modal, Object.fromEntries(later)) : outcome.modal;
}

/** Clicks a button of a page, or of the page behind its tab or its menu that has it. */
export async function clicksWithin(answer: Seen | SeenMessage, button: string, near?: string): Promise<Seen> {
  const where = near === undefined ? {} : { near };
  // A row of a list leads to the page that has the buttons.
  if (!answer.buttons.includes(button) && answer.buttons.includes('Open') && near !== undefined)
    return (await answer.clicks('Open', where)).clicks(button);
  let page = answer;
  for (const way of [null, 'Adoption and ROI', 'More']) {
    if (way !== null && !page.buttons.includes(way)) continue;
    const shown = way === null ? page : await page.clicks(way);
    if (shown.buttons.includes(button)) return shown.clicks(button, where);
    if (way !== null) page = await shown.clicks('Overview');
  }
  return page.clicks(button, where);
}

/** Opens the page of a command and clicks a button on it that opens a form. */
export async function opens(
  person: PersonClient,
  command: string,
  button: string,
  near?: string,
): Promise<SeenModal> {
  const seen = await person.types('#ai-program', command);
  // A daily message may come at the same moment.
  const answer = seen.messages.find(({ isEphemeral }) => isEphemeral) ?? seen;
  await clicksWithin(answer, button, near);
  return person.openModal();
}

/** Opens a form as `opens` does, submits it with these fields, and closes what it shows. */
export async function puts(
  person: PersonClient,
  command: string,
  button: string,
  near: string | undefined,
  fields: Record<string, Value>,
) {
  const done = await fillsIn(await opens(person, command, button, near), fields);
  await done.closes({ all: true });
}
