import { z } from 'zod';
import type { Gap } from '../../domain/decide.ts';
import { incidentSettingsOf } from '../../domain/incidents/index.ts';
import { isActive } from '../../domain/people.ts';
import { type Register, settingsOf } from '../../domain/register.ts';
import {
  actions,
  channelMention,
  escapeMrkdwn,
  factsBlock,
  header,
  mention,
  mentions,
  menu,
  pageButton,
  stepButton,
} from '../kit/blocks.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { labelOf, readingOptions, weekdayOptions } from '../kit/words.ts';
import { maxListedPeople } from '../people/index.ts';
import { renderHolidayBlocks } from './holiday-blocks.ts';

const settingsArgs = z.object({ holidays: z.int().nonnegative().default(0) });

/** Returns the first missing setting: a lead, then a digest channel. */
function nextSetting({ register }: PageContext): Gap | null {
  const owner = settingsOf(register).leads.find((lead) => isActive(register, lead)) ?? null;
  if (owner === null)
    return { text: 'appoint the transformation lead', owner, step: { do: 'change-settings' } };
  return register.digests.size === 0
    ? { text: 'choose a channel for the weekly digest', owner, step: { do: 'choose-digest' } }
    : null;
}

export const settingsPage = page('settings', settingsArgs, (context, { holidays }): Content => {
  const { register } = context;
  const { digests } = register;
  const { leads, timeZone, workingDays, reading, currency } = settingsOf(register);
  const { channel, privacyContact } = incidentSettingsOf(register);
  const days = weekdayOptions.filter(([key]) => workingDays.includes(Number(key)));
  const next = nextSetting(context);
  return {
    title: 'Settings',
    text: 'Workspace settings',
    blocks: [
      header('Workspace settings'),
      ...renderNextBlock(context, next),
      factsBlock([
        ['Transformation lead', leads.length === 0 ? 'nobody yet' : mentions(leads)],
        ['Weekly digest', digests.size === 0 ? 'no channel yet' : digestChannels(register)],
        ['Working days', days.map(([, title]) => title.slice(0, 3)).join(', ')],
        ['Time zone', escapeMrkdwn(timeZone, 64)],
        ['Required decisions', labelOf(readingOptions, reading)],
        ['Incident channel', channel === null ? 'none yet' : channelMention(channel)],
        ['Privacy contact', privacyContact === null ? 'nobody yet' : mention(privacyContact)],
        ['Currency', escapeMrkdwn(currency, 3)],
      ]),
      ...actions(
        next?.step.do === 'change-settings' ? null : stepButton({ do: 'change-settings' }),
        stepButton({ do: 'change-incident-settings' }),
        pageButton('Channels', { page: 'digests' }),
        pageButton('Vendors', { page: 'vendors' }),
        menu(
          [
            [{ page: 'asked' }, 'For you'],
            [{ page: 'nudges' }, 'Nudge results'],
            [{ page: 'log' }, 'Change log'],
            [{ page: 'owners' }, 'Owners'],
            [{ page: 'tools' }, 'AI tools'],
          ],
          { page: 'help' },
        ),
      ),
      ...renderHolidayBlocks(context, holidays),
    ],
  };
});

/** Lists the digest channels, as far as they fit. */
function digestChannels({ digests }: Register): string {
  const rest = digests.size - maxListedPeople;
  const shown = [...digests.keys()].slice(0, maxListedPeople).map(channelMention).join(', ');
  return `${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}
