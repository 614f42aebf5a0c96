import type { PersonSyntax } from '../../domain/use-cases/index.ts';

/** How Slack writes people. An id has digits, or is longer than any name in capitals: WANDA is a name. */
export const slackIds: PersonSyntax = {
  parseMention: (written) => /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(written)?.[1] ?? null,
  isId: (written) => /^[UW](?=[A-Z]*\d|[A-Z]{8})[A-Z0-9]{2,}$/.test(written),
};

/** True for the id of a channel, public or private; false for that of a direct message. */
export const isChannel = (id: string): boolean => /^[CG][A-Z0-9]{2,}$/.test(id);
