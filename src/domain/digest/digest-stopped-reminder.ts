import { formatDay } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { leadOf } from '../people.ts';

/** Tells the lead that a channel no longer accepts the digest: it is archived, or the app was removed. */
export const digestStopped: NudgeKind = {
  key: 'digest-stopped',
  rank: 120,
  title: 'Digests not delivered',
  due: (register) => {
    const lead = leadOf(register);
    if (lead === null) return [];
    return [...register.digests.values()].flatMap(({ channel, stopped }) =>
      stopped === null
        ? []
        : [
            {
              subject: channel,
              person: lead,
              fact: `the digest has not reached its channel since ${formatDay(stopped.on)}: ${stopped.reason}`,
              why: 'its readers get no news',
              step: { do: 'choose-digest', channel },
              about: [`digests:${channel}`],
              repeat: weekly,
            },
          ],
    );
  },
};
