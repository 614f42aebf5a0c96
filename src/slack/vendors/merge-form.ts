import { longestVendor } from '../../domain/register.ts';
import { mergeVendors, vendorNamed, vendorsLike, vendorsNear } from '../../domain/vendors/index.ts';
import { safe, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { nextFromTest } from '../kit/next-steps.ts';
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
    const merged = vendorNamed(register, vendor ?? '');
    const near = (name: string) => vendorsNear(register, name);
    return {
      vendor: toolName({
        label: 'Vendor to merge',
        hint: 'The name that should not be there.',
        initial: merged?.name,
        max: longestVendor,
        near,
      }),
      into: toolName({
        label: 'Merge it into',
        hint: 'The name that stays.',
        initial: merged && vendorsLike(register, merged)[0],
        max: longestVendor,
        near,
      }),
    };
  },
  decide: (values, _, register, act) => mergeVendors(register, values, act),
  done: ({ vendor, into }, _, after, before) => {
    const name = (typed: string) => vendorNamed(before.register, typed)?.name ?? typed;
    return {
      text: `*${safe(name(vendor))}* is merged into *${safe(name(into))}*.`,
      next: nextFromTest(after),
    };
  },
});
