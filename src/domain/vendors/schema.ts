import { z } from 'zod';
import { day } from '../values.ts';

/** The longest name of a vendor, in characters: buttons carry it. */
export const maxVendorNameLength = 150;

const vendor = z.object({
  /** The lower-case name as first typed. Compare names with `normalizeName`, not with this key. */
  key: z.string().min(1),
  name: z.string().min(1).max(maxVendorNameLength),
  /** The names of vendors that were merged into it. */
  aliases: z.array(z.string()).default([]),
  dpa: z.object({ signedOn: day, expiresOn: day.nullable(), link: z.string() }).nullable(),
});
export type Vendor = z.infer<typeof vendor>;

/** Records, actions with their change-log words, and steps of vendors. Keys are stored: never rename one. */
export const vendorsSchema = {
  entities: { vendors: vendor },
  actions: {
    'record-dpa': 'recorded the DPA',
    'merge-vendors': 'merged two vendors',
  },
  steps: {
    'record-dpa': z.object({ useCase: z.string(), vendor: z.string().nullable() }),
    /** `vendor` is the name of the vendor to merge, if it is known. */
    'merge-vendors': z.object({ vendor: z.string().nullable() }),
  },
};
