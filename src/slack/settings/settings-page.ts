import { z } from 'zod';
import type { Gap } from '../../domain/decide.ts';
import { isActive } from '../../domain/people.ts';
import { type Register, settingsOf } from '../../domain/register.ts';
import {
  actions,
  channelMention,
  factsBlock,
  header,
  mentions,
  menu,
  pageButton,
  safe,
  stepButton,
} from '../kit/blocks.ts';
import { nextBlock } from '../kit/next-block.ts';
import { type Content, type PageScene, page } from '../kit/page.ts';
import { labelOf, readingOptions, weekdayOptions } from '../kit/words.ts';
import { mostPeople } from '../people/index.ts';
import { holidayBlocks } from './holiday-blocks.ts';

const settingsArgs = z.object({ holidays: z.int().nonnegative().default(0) });

/** What the workspace misses to be asked and told: a lead, then a channel for the digest. */
function nextSetting({ register }: PageScene): Gap | null {
  const owner = settingsOf(register).leads.find((lead) => isActive(register, lead)) ?? null;
  if (owner === null) return { text: 'name the transformation lead', owner, step: { do: 'change-settings' } };
  return register.digests.size === 0
    ? { text: 'choose a channel for the weekly digest', owner, step: { do: 'choose-digest' } }
    : null;
}

export const settingsPage = page('settings', settingsArgs, (scene, { holidays }): Content => {
  const { register } = scene;
  const { digests } = register;
  const { leads, timeZone, workingDays, reading, currency } = settingsOf(register);
  const days = weekdayOptions.filter(([key]) => workingDays.includes(Number(key)));
  const next = nextSetting(scene);
  return {
    title: 'Settings',
    text: 'Settings of this workspace',
    blocks: [
      header('Settings of this workspace'),
      ...nextBlock(scene, next),
      factsBlock([
        ['Transformation lead', leads.length === 0 ? 'nobody yet' : mentions(leads)],
        ['Weekly digest', digests.size === 0 ? 'no channel yet' : digestChannels(register)],
        ['Working days', days.map(([, title]) => title.slice(0, 3)).join(', ')],
        ['Time zone', safe(timeZone, 64)],
        ['Requirement 2 asks for', labelOf(readingOptions, reading)],
        ['Currency', safe(currency, 3)],
      ]),
      ...actions(
        next?.step.do === 'change-settings' ? null : stepButton({ do: 'change-settings' }),
        pageButton('Channels', { page: 'digests' }),
        pageButton('Vendors', { page: 'vendors' }),
        menu(
          [
            [{ page: 'asked' }, 'For you'],
            [{ page: 'nudges' }, 'Nudge results'],
            [{ page: 'review' }, 'Policy review'],
            [{ page: 'owners' }, 'Owners'],
            [{ page: 'verdict' }, 'Verdict'],
          ],
          { page: 'help' },
        ),
      ),
      ...holidayBlocks(scene, holidays),
    ],
  };
});

/** The channels that get the digest, as far as they fit a column. */
function digestChannels({ digests }: Register): string {
  const rest = digests.size - mostPeople;
  const shown = [...digests.keys()].slice(0, mostPeople).map(channelMention).join(', ');
  return `${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}
