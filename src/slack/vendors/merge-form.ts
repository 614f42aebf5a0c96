import { maxVendorNameLength } from '../../domain/register.ts';
import {
  findPossibleDuplicates,
  findSimilarVendors,
  findVendor,
  mergeVendors,
} from '../../domain/vendors/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { toolName } from '../kit/text-fields.ts';

export const mergeForm = form({
  key: 'merge-vendors',
  title: () => 'Merge vendors',
  submit: 'Merge',
  intro: () => [
    section(
      'For a vendor that was entered twice. Everything that names the first one means the second from now on. Of two DPAs, the one that ends later stays. Answers about earlier days do not change.',
    ),
  ],
  fields: ({ vendor }, { register }) => {
    const merged = findVendor(register, vendor ?? '');
    const findSimilar = (name: string) => findSimilarVendors(register, name);
    return {
      vendor: toolName({
        label: 'Vendor to merge',
        hint: 'The name that should not be there.',
        initial: merged?.name,
        max: maxVendorNameLength,
        findSimilar,
      }),
      into: toolName({
        label: 'Merge it into',
        hint: 'The name that stays.',
        initial: merged && findPossibleDuplicates(register, merged)[0],
        max: maxVendorNameLength,
        findSimilar,
      }),
    };
  },
  decide: (values, _, register, act) => mergeVendors(register, values, act),
  done: ({ vendor, into }, _, after, before) => {
    const name = (typed: string) => findVendor(before.register, typed)?.name ?? typed;
    return {
      text: `*${escapeMrkdwn(name(vendor))}* is merged into *${escapeMrkdwn(name(into))}*.`,
      next: listTestSteps(after),
    };
  },
});
