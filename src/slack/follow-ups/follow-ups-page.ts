import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import {
  describeOrigin,
  isOpenFollowUp,
  listFollowUpsOf,
  listOpenFollowUps,
} from '../../domain/follow-ups/index.ts';
import type { FollowUp, Register, UserId } from '../../domain/register.ts';
import {
  actions,
  header,
  menu,
  pageButton,
  pageChoice,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { describeFollowUp } from './follow-up-lines.ts';

const perPage = 10;

const filters = z.enum(['open', 'mine', 'closed', 'all']);
type Filter = z.infer<typeof filters>;
const filterTitles: Readonly<Record<Filter, string>> = {
  open: 'Open',
  mine: 'Mine',
  closed: 'Closed',
  all: 'All',
};

const emptyTexts: Readonly<Record<Filter, string>> = {
  open: 'No follow-up is open. They come from incidents and policy reviews.',
  mine: 'You have no open follow-up.',
  closed: 'No follow-up is closed yet.',
  all: 'There is no follow-up yet. They come from incidents and policy reviews.',
};

/** Returns the chosen follow-ups: the open ones by due day, then the closed ones, latest first. */
function listChosen(register: Register, filter: Filter, reader: UserId): readonly FollowUp[] {
  const open = listOpenFollowUps(register);
  if (filter === 'open') return open;
  if (filter === 'mine') return open.filter(({ owner }) => owner === reader);
  const closed = [...register.followUps.values()]
    .filter((one) => !isOpenFollowUp(one))
    .sort((a, b) => (b.closed?.on ?? '').localeCompare(a.closed?.on ?? ''));
  return filter === 'closed' ? closed : [...open, ...closed];
}

function renderRow(context: PageContext, one: FollowUp): KnownBlock[] {
  const { key: followUp, origin } = one;
  const from = `From the ${describeOrigin(origin)} · `;
  return [
    section(describeFollowUp(context, one, from)),
    ...(one.closed === null
      ? actions(
          stepButton({ do: 'close-follow-up', followUp }),
          stepButton({ do: 'change-follow-up', followUp }),
        )
      : actions(recordButton({ do: 'reopen-follow-up', followUp }, undefined, { id: followUp }))),
  ];
}

/** Shows follow-ups of incidents and reviews, ten per page, the one due first at the top. */
export const followUpsPage = page(
  'follow-ups',
  z.object({
    show: filters.default('open'),
    origin: z.string().optional(),
    from: z.int().nonnegative().default(0),
  }),
  (context, { show, origin, from }): Content => {
    const { register, actor } = context;
    const all =
      origin === undefined ? listChosen(register, show, actor.id) : listFollowUpsOf(register, origin);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const title = origin === undefined ? 'Follow-ups' : `Follow-ups of the ${describeOrigin(origin)}`;
    const list = (label: string, first: number) =>
      pageButton(label, { page: 'follow-ups', args: { show, origin, from: Math.max(0, first) } });
    const choices = filters.options.map((filter) => ({
      filter,
      count: listChosen(register, filter, actor.id).length,
    }));
    return {
      title: 'Follow-ups',
      text: `${title} (${all.length})`,
      blocks: [
        header(`${title} (${all.length}${range})`),
        ...(origin === undefined
          ? actions(
              pageChoice(
                'Show',
                choices.map(({ filter, count }) => [
                  `${filterTitles[filter]} (${count})`,
                  { page: 'follow-ups', args: { show: filter } },
                ]),
                filters.options.indexOf(show),
              ),
            )
          : []),
        ...(all.length === 0 ? [section(emptyTexts[show])] : []),
        ...shown.flatMap((one) => renderRow(context, one)),
        ...actions(
          start > 0 ? list('Previous', start - perPage) : null,
          start + perPage < all.length ? list('Next', start + perPage) : null,
          pageButton('Policy review', { page: 'review' }),
          menu([[{ page: 'verdict' }, 'Verdict']], { page: 'help' }),
        ),
      ],
    };
  },
);
