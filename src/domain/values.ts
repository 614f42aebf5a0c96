import { z } from 'zod';

/** A calendar day in the workspace's time zone, `YYYY-MM-DD`. */
export const day = z.iso.date();

export type Day = string;

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A person's Slack id; never shown as it is. */
export type UserId = string;

/** Milliseconds since 1970-01-01T00:00Z. */
export const instant = z.int();

export const userId = z.string().min(1);

/** `UC-7`. */
export const useCaseKey = z.string().regex(/^UC-\d+$/);

/** A token with which a system reports about one use case. The token itself is shown once and not stored. */
export const accessToken = z.object({
  useCase: useCaseKey,
  /** SHA-256 of the token, in hexadecimal. */
  hash: z.string().length(64),
  issuedOn: day,
  issuedBy: userId,
});

/** The largest number of people of one use case. */
export const maxPeople = 1_000_000;

/** True for a text without visible characters. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cc}\p{Cf}]/u.test(text);

export const vendorKey = (name: string): string =>
  name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en').normalize('NFC');

/** True for the same name, ignoring case and spacing. */
export const isSameName = (a: string, b: string): boolean => vendorKey(a) === vendorKey(b);

/** The input of a step without fields. */
export const noInput: z.ZodType<Record<never, never>> = z.object({});
