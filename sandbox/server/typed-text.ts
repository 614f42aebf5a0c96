import { app } from './identity.ts';
import type { Slack } from './slack.ts';

/**
 * Returns typed text as Slack delivers it: control characters escaped and, where it escapes mentions, "@Omar Owner",
 * "#general" and web addresses turned into `<@U..|omar>`, `<#C..|general>` and `<https://...>`.
 */
export function encode(slack: Slack, typed: string, mentions: boolean): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  if (!mentions) return escaped;
  const { workspace } = slack;
  const names = new Map<string, string>([[`@${workspace.appName()}`, `<@${app.botUserId}>`]]);
  for (const one of workspace.people.values()) {
    for (const name of [one.name, one.name.replace(/ \(.*\)$/, ''), one.handle]) {
      names.set(`@${name}`, `<@${one.id}|${one.handle}>`);
    }
  }
  for (const one of workspace.conversations.values()) {
    if (one.name) names.set(`#${one.name}`, `<#${one.id}|${one.name}>`);
  }
  // Longest first: "@Omar Owner (sample)" before "@Omar Owner".
  const known = [...names.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<=^|[\\s(,:])(?:(${known.map(escapeText).join('|')})(?![\\w-])|(https?://[^\\s|]+))`,
    'gi',
  );
  const lower = new Map([...names].map(([name, mention]) => [name.toLowerCase(), mention]));
  return escaped.replace(pattern, (whole, name?: string) =>
    name ? (lower.get(name.toLowerCase()) ?? whole) : `<${whole}>`,
  );
}

function escapeText(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
