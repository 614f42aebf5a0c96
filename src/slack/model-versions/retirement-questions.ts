import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { listModelRetirements } from '../../domain/model-versions/index.ts';
import { isSameTool } from '../../domain/names.ts';
import { escapeMrkdwn, type Offer, truncate } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { confirmRemoval } from './retirements-page.ts';
import { describeRetirement } from './versions-page.ts';

export const retirementQuestions: readonly Entry[] = [
  question({
    key: 'remove-model-retirement',
    title: 'Remove the retirement date of a model',
    wording: 'request',
    examples: {
      en: [
        'remove the retirement date of {model}',
        'delete the end date of {model}',
        'the end of {model} was only a rumour, remove the date',
        '{model} is not retired after all',
        '{vendor} keeps {model} alive, cancel the retirement',
        'the provider took the announcement back',
        '{model} does not go away, take the date off the list',
        'we noted a wrong end for {model}, delete it',
        'no retirement of {model} any more',
        '{vendor} withdrew the end of {model}',
        'forget the deprecation of {model}',
        'the switch-off of {model} is called off',
        '{model} stays after all, its end date can be deleted',
        '{vendor} took the shutdown of {model} back, get rid of the end date',
        'the retirement date that we noted for {model} should disappear',
      ],
      de: [
        'enddatum von {model} löschen',
        '{model} wird doch nicht abgeschaltet',
        '{vendor} hat das ende von {model} zurückgenommen',
      ],
      fr: ['supprimer la date de fin de {model}', '{model} n’est finalement pas retiré'],
      es: ['quitar la fecha de fin de {model}', '{model} al final no se retira'],
    },
    takes: ['model', 'vendor'],
    answer: ({ register, today }, { model }) => {
      const all = listModelRetirements(register);
      const named = all.filter((one) => model !== undefined && isSameTool(one.model, model));
      const found = model === undefined ? all : named;
      const [first] = found;
      return {
        text: first
          ? found
              .slice(0, 2)
              .map((one) => describeRetirement(one, today).trim())
              .join(' ')
          : `No retirement date ${model === undefined ? '' : `of ${escapeMrkdwn(model, 80)} `}is recorded, so there is none to remove.`,
        source: first && found.length === 1 ? fromPerson(first.by, first.on, first.key) : fromRecords(today),
        data: {
          retirements: found
            .slice(0, 20)
            .map(({ key, model: name, version, endsOn }) => ({ key, model: name, version, endsOn })),
        },
        next: first
          ? found
              .slice(0, 2)
              .map(
                (one): Offer => [
                  { do: 'remove-model-retirement', retirement: one.key },
                  found.length === 1
                    ? 'Remove date'
                    : `Remove date: ${truncate(`${one.model} ${one.version ?? ''}`.trim(), 50)}`,
                  confirmRemoval,
                ],
              )
          : [[{ page: 'model-retirements' }, 'Retirement dates']],
      };
    },
  }),
];
