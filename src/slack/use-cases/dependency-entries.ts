import { fromRecords } from '../../domain/facts.ts';
import { categoryEntry, listCommitments } from '../../domain/infrastructure/index.ts';
import { isSameToolIn, normalizeName } from '../../domain/names.ts';
import { isOver } from '../../domain/register.ts';
import { findVendor, listVendors } from '../../domain/vendors/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { escapeShort, joinSentences, listSome, nameUseCases } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { aboutOnly, allUseCases, keysAndNames, listOffer, listOffers } from './use-case-lists.ts';

export const dependencyEntries: readonly Entry[] = [
  question({
    key: 'use-cases-of-vendor',
    title: 'Which use cases use a vendor?',
    examples: {
      en: [
        'who of us uses {vendor}',
        'who uses {vendor} as a vendor',
        'which use cases use {vendor}',
        'what depends on {vendor}',
        'where do we use {vendor}',
        'who uses {vendor}',
        'what happens if {vendor} fails',
        'which use cases send data to {vendor}',
        'what breaks if {vendor} goes down',
        'where is {vendor} in use',
        'if we drop {vendor}, what is hit',
        'which of our bots need {vendor}',
        'what do we use {vendor} for',
        'which use cases rely on {vendor}',
        'an outage at {vendor} would hit what',
        'which projects buy from {vendor}',
        'how dependent are we on {vendor}',
        'who would feel it if {vendor} shut down',
      ],
      de: [
        'welche use cases nutzen {vendor}',
        'wo nutzen wir {vendor}',
        'was hängt von {vendor} ab',
        'wofür nutzen wir {vendor}',
        'welche use cases hängen an {vendor}',
        'was steht still, wenn {vendor} ausfällt',
        'wie abhängig sind wir von {vendor}',
      ],
      fr: [
        'quels cas d’usage utilisent {vendor}',
        'où utilisons-nous {vendor}',
        'à quoi nous sert {vendor}',
        'qu’est-ce qui dépend de {vendor}',
        'que toucherait une panne de {vendor}',
      ],
      es: [
        'qué casos de uso usan {vendor}',
        'dónde usamos {vendor}',
        'para qué usamos {vendor}',
        'qué depende de {vendor}',
        'qué se para si cae {vendor}',
      ],
    },
    needs: ['vendor'],
    answer: ({ register, today }, { vendor }) => {
      const found = findVendor(register, vendor);
      const using = found
        ? allUseCases(register).filter(
            (useCase) => !isOver(useCase) && listVendors(register, useCase).includes(found),
          )
        : [];
      const name = escapeShort(found?.name ?? vendor, 60);
      return {
        text: joinSentences(
          using.length === 0
            ? found
              ? `No open use case uses ${name}.`
              : `No vendor is recorded as "${name}".`
            : `${formatCount(using.length, 'use case uses', 'use cases use')} ${name}: ${nameUseCases(using)}.`,
        ),
        source: fromRecords(today, ...(found ? [`vendors:${found.key}`] : [])),
        data: {
          vendor: found?.name ?? vendor.slice(0, 200),
          known: found !== undefined,
          useCases: keysAndNames(using),
        },
        next: [...listOffers(using).slice(0, 1), [{ page: 'vendors' }, 'Vendors']],
        about: { ...(found ? { vendor: found.name } : {}), ...aboutOnly(using).about },
      };
    },
  }),

  question({
    key: 'use-cases-of-tool',
    title: 'Which use cases run on a tool?',
    examples: {
      en: [
        'which use cases run on {tool}',
        'what runs on {tool}',
        'which use cases use {tool}',
        'where is {tool} used',
        'is anything still using {tool}',
        'which of our bots are built on {tool}',
        'who still needs {tool}',
        'can we get rid of {tool}',
        'which projects are on {tool}',
        'list everything built with {tool}',
        'would anybody miss {tool}',
      ],
      de: [
        'welche use cases laufen auf {tool}',
        'was nutzt {tool}',
        'was baut auf {tool} auf',
        'braucht noch jemand {tool}',
      ],
      fr: [
        'quels cas d’usage tournent sur {tool}',
        'où utilise-t-on {tool}',
        'qu’est-ce qui repose sur {tool}',
      ],
      es: ['qué casos de uso funcionan con {tool}', 'dónde se usa {tool}', 'qué se apoya en {tool}'],
    },
    needs: ['tool'],
    answer: ({ register, today }, { tool }) => {
      const open = allUseCases(register).filter((useCase) => !isOver(useCase));
      const onTool = open.filter((useCase) =>
        Object.values(useCase.stack).some((names) =>
          names.some((name) => isSameToolIn(register, name, tool)),
        ),
      );
      // "OpenAI" is the vendor of "OpenAI Enterprise".
      const vendor = findVendor(register, tool);
      const using =
        onTool.length > 0 || !vendor
          ? onTool
          : open.filter((useCase) => listVendors(register, useCase).includes(vendor));
      const name = escapeShort(tool, 60);
      return {
        text: joinSentences(
          using.length === 0
            ? `No open use case has ${name} in its recorded stack.`
            : `${formatCount(using.length, 'use case runs', 'use cases run')} on ${name}: ${nameUseCases(using)}.`,
        ),
        source: fromRecords(today, ...using.slice(0, 5).map(({ key }) => key)),
        data: { tool: tool.slice(0, 200), useCases: keysAndNames(using) },
        next: listOffers(using),
        about: { tool, ...aboutOnly(using).about },
      };
    },
  }),

  question({
    key: 'stack-by-category',
    title: 'Which tools of one category are in use?',
    covers: ['decision'],
    examples: {
      en: [
        'which {category} do our use cases use',
        'which use cases use a {category}',
        'what {category} are in use',
        'who runs on which {category}',
        'how many different {category} do we use',
      ],
      de: ['welche {category} nutzen unsere use cases', 'welche {category} sind im einsatz'],
      fr: ['quels {category} utilisent nos cas d’usage', 'quels {category} sont utilisés'],
      es: ['qué {category} usan nuestros casos de uso', 'qué {category} se usan'],
    },
    needs: ['category'],
    answer: ({ register, today }, { category }) => {
      const tools = new Map<string, { readonly name: string; readonly keys: string[] }>();
      for (const useCase of allUseCases(register).filter((one) => !isOver(one))) {
        for (const name of useCase.stack[category] ?? []) {
          const known = tools.get(normalizeName(name)) ?? { name, keys: [] };
          known.keys.push(useCase.key);
          tools.set(normalizeName(name), known);
        }
      }
      const title = uncapitalize(categoryEntry(category).title);
      const committed = listCommitments(register, category).map(({ choice }) => choice);
      return {
        text: joinSentences(
          tools.size === 0
            ? `No open use case records its ${title}.`
            : `In use as ${title}: ${listSome(
                [...tools.values()].map(
                  ({ name, keys }) => `${escapeMrkdwn(name, 40)} (${listSome(keys, 4)})`,
                ),
                5,
              )}.`,
          committed.length === 0
            ? `No decision on ${title} is committed.`
            : `Committed: ${escapeMrkdwn(committed.join(', '), 120)}.`,
        ),
        source: fromRecords(today),
        data: {
          category,
          tools: [...tools.values()]
            .slice(0, 20)
            .map(({ name, keys }) => ({ name, useCases: keys.slice(0, 20) })),
          committed: committed.slice(0, 10),
        },
        next: [[{ page: 'decisions' }, 'Decisions'], listOffer()],
        about: { category },
      };
    },
  }),
];
