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
      'Use this for a vendor that was entered twice. All records of the removed vendor then belong to the vendor you keep. Of two DPAs, the one that expires later stays. Verdicts for earlier days do not change.',
    ),
  ],
  fields: ({ vendor }, { register }) => {
    const merged = findVendor(register, vendor ?? '');
    const findSimilar = (name: string) => findSimilarVendors(register, name);
    return {
      vendor: toolName({
        label: 'Vendor to merge',
        hint: 'The vendor to remove.',
        initial: merged?.name,
        max: maxVendorNameLength,
        findSimilar,
      }),
      into: toolName({
        label: 'Merge into',
        hint: 'The vendor to keep.',
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
