import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { normalizeName } from '../../domain/names.ts';
import { isOver, type Vendor } from '../../domain/register.ts';
import { explainMissingDpa, findPossibleDuplicates, listVendors } from '../../domain/vendors/index.ts';
import { actions, escapeMrkdwn, header, pageButton, section, stepButton } from '../kit/blocks.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';

const perPage = 10;
/** The most use cases listed per vendor. */
const maxListed = 5;

/** Groups open use cases by the vendors they rely on. */
export function groupUsersByVendor({ register }: PageContext): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const useCase of register.useCases.values())
    if (!isOver(useCase))
      for (const { key } of listVendors(register, useCase))
        users.set(key, [...(users.get(key) ?? []), useCase.key]);
  return users;
}

export function describeDpa(vendor: Vendor, today: string): string {
  if (!vendor.dpa) return ':warning: No DPA';
  const { expiresOn } = vendor.dpa;
  if (expiresOn === null) return 'DPA in force, no expiry date';
  return explainMissingDpa(vendor, today) === null
    ? `DPA in force, expires on ${formatDay(expiresOn)}`
    : `:warning: DPA expired on ${formatDay(expiresOn)}`;
}

function renderVendorBlock(
  { register, today }: PageContext,
  vendor: Vendor,
  users: readonly string[],
): KnownBlock {
  const { name, aliases } = vendor;
  const rest = users.length - maxListed;
  const like = findPossibleDuplicates(register, vendor);
  const lines = [
    `*${escapeMrkdwn(name, 80)}*`,
    `${describeDpa(vendor, today)} · ${users.length === 0 ? 'used by no use case' : `used by ${users.slice(0, maxListed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`}`,
    ...(aliases.length > 0 ? [`Also called ${escapeMrkdwn(aliases.join(', '), 200)}`] : []),
    ...(like.length > 0 ? [`May be the same company as ${escapeMrkdwn(like.join(', '), 200)}`] : []),
  ];
  return section(
    lines.join('\n'),
    like.length > 0 ? stepButton({ do: 'merge-vendors', vendor: name }, 'Merge') : undefined,
  );
}

/** Shows all vendors by name, so that duplicates are next to each other. */
export const vendorsPage = page(
  'vendors',
  z.object({ from: z.int().nonnegative().default(0) }),
  (context, { from }): Content => {
    const all = [...context.register.vendors.values()].sort((a, b) =>
      normalizeName(a.name).localeCompare(normalizeName(b.name), 'en'),
    );
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const users = groupUsersByVendor(context);
    const list = (label: string, first: number) =>
      pageButton(label, { page: 'vendors', args: { from: first } });
    return {
      title: 'Vendors',
      text: `Vendors (${all.length})`,
      blocks: [
        header(`Vendors (${all.length}${range})`),
        ...(all.length === 0
          ? [section('No vendor is recorded yet. You enter vendors when you register or edit a use case.')]
          : []),
        ...shown.map((vendor) => renderVendorBlock(context, vendor, users.get(vendor.key) ?? [])),
        ...actions(
          start > 0 ? list('Previous', Math.max(0, start - perPage)) : null,
          start + perPage < all.length ? list('Next', start + perPage) : null,
          all.length > 1 ? stepButton({ do: 'merge-vendors', vendor: null }, 'Merge vendors') : null,
          pageButton('Settings', { page: 'settings' }),
        ),
      ],
    };
  },
);
