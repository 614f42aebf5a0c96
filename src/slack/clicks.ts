import { z } from 'zod';
import { endAbsence } from '../domain/absences/index.ts';
import { checkIn, withdrawIntakeToken } from '../domain/adoption/index.ts';
import { declineOperations } from '../domain/ai-operations/index.ts';
import { weekOf, written } from '../domain/calendar.ts';
import { endWaiver } from '../domain/checklist/index.ts';
import type { Act, Outcome } from '../domain/decide.ts';
import { endDigest } from '../domain/digest/index.ts';
import { answerPulse, askPulse } from '../domain/purgatory/index.ts';
import { pulseScores } from '../domain/purgatory/schema.ts';
import { day, type Register, type Waiver } from '../domain/register.ts';
import { unmuteNudges } from '../domain/reminders/index.ts';
import { dropHoliday } from '../domain/settings/index.ts';
import { checklistPage } from './checklist/checklist-page.ts';
import { digestsPage } from './digest/digest-pages.ts';
import { theUseCase } from './kit/next-steps.ts';
import { wordsContent } from './kit/outcome.ts';
import type { Content, PageScene } from './kit/page.ts';
import { declinedContent } from './notices/notice-messages.ts';
import { pulseThanks, purgatoryPage } from './purgatory/purgatory-page.ts';
import { askedPage } from './reminders/daily-message.ts';
import { settingsPage } from './settings/settings-page.ts';
import { useCasePage } from './use-cases/use-case-page.ts';

/** What a button records at once, without a form. */
export interface Click {
  /** As in the button's action id: `do:<key>`. */
  readonly key: string;
  /** The message with the button is of no further use, even if the click was refused. */
  readonly spent: boolean;
  /** Reads what the button carries. @throws ZodError when it is none of ours. */
  readonly take: (value: unknown) => Taken;
}

interface Taken {
  readonly decide: (register: Register, act: Act) => Outcome;
  /** What then stands in the place of what was clicked on. */
  readonly done: (scene: PageScene) => Content | Promise<Content>;
}

const click = <V>(key: string, spent: boolean, schema: z.ZodType<V>, take: (value: V) => Taken): Click => ({
  key,
  spent,
  take: (value) => take(schema.parse(value)),
});

const clicks: readonly Click[] = [
  click('ask-pulse', false, z.object({ useCase: z.string() }), ({ useCase: key }) => ({
    decide: (register, act) => askPulse(register, { useCase: key }, act),
    done: (scene) => purgatoryPage.show(scene, {}),
  })),
  click(
    'answer-pulse',
    true,
    z.object({ useCase: z.string(), score: z.literal(pulseScores) }),
    ({ useCase, score }) => ({
      decide: (register, act) => answerPulse(register, { useCase, score }, act),
      done: () => pulseThanks(useCase),
    }),
  ),
  click(
    'record-check-in',
    true,
    z.object({
      useCase: z.string(),
      on: day,
      intended: z.int(),
      daily: z.int(),
      weekly: z.int(),
      notAtAll: z.int(),
      result: z.string(),
    }),
    (input) => ({
      decide: (register, act) => checkIn(register, input, act),
      done: (scene) => {
        const { key, name } = theUseCase(scene, input.useCase);
        return wordsContent(
          `Recorded for ${key} ${name}, week of ${written(weekOf(input.on))}: ${input.weekly} of ${input.intended} use it weekly, ${input.daily} daily, ${input.notAtAll} not at all.`,
        );
      },
    }),
  ),
  click('decline-operations', true, z.object({}), () => ({
    decide: (register, act) => declineOperations(register, {}, act),
    done: () => declinedContent,
  })),
  click('end-digest', false, z.object({ channel: z.string() }), ({ channel }) => ({
    decide: (register, act) => endDigest(register, { channel }, act),
    done: (scene) => digestsPage.show(scene, {}),
  })),
  click('unmute', false, z.object({ kind: z.string() }), ({ kind }) => ({
    decide: (register, act) => unmuteNudges(register, { kind }, act),
    done: (scene) => askedPage.show(scene, {}),
  })),
  click('end-absence', false, z.object({}), () => ({
    decide: (register, act) => endAbsence(register, {}, act),
    done: () => wordsContent('Your absence is over. What is due comes with the next daily message.'),
  })),
  click('drop-holiday', false, z.object({ id: z.string() }), ({ id }) => ({
    decide: (register, act) => dropHoliday(register, { id }, act),
    done: (scene) => settingsPage.show(scene, {}),
  })),
  click('end-waiver', false, z.object({ waiver: z.string() }), ({ waiver }) => ({
    decide: (register, act) => endWaiver(register, { waiver }, act),
    done: (scene) => {
      const { subject, useCase } = theWaiver(scene, waiver);
      return (subject.kind === 'item' ? checklistPage : useCasePage).show(scene, { useCase });
    },
  })),
  click('withdraw-intake-token', false, z.object({ useCase: z.string() }), ({ useCase }) => ({
    decide: (register, act) => withdrawIntakeToken(register, { useCase }, act),
    done: (scene) => useCasePage.show(scene, { useCase }),
  })),
];

/** @throws RangeError when there is none of this key. */
function theWaiver({ register }: PageScene, key: string): Waiver {
  const waiver = register.waivers.get(key);
  if (!waiver) throw new RangeError(`no waiver ${key}`);
  return waiver;
}

/** Undefined for what a button does beside recording: it has an entry in the presses. */
export const clickFor = (key: string): Click | undefined => clicks.find((one) => one.key === key);
