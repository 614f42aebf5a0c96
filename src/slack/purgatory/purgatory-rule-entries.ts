import { fromRecords } from '../../domain/facts.ts';
import { minAnswers, pulseOf, purgatoryLimits, symptoms, teamOf } from '../../domain/purgatory/index.ts';
import type { Register, UseCase } from '../../domain/register.ts';
import { formatTimes, tooManyExtensions } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, nameUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

const purgatoryOffer: Offer = [{ page: 'purgatory' }, 'Pilot purgatory'];

/** Returns why a pilot team has no average, or that it has one. */
function describeMood(register: Register, useCase: UseCase, today: string): string {
  const team = teamOf(register, useCase).length;
  const { average, answered } = pulseOf(register, useCase, today);
  const name = nameUseCase(useCase);
  if (useCase.life.stage !== 'pilot') return `${name} is no pilot, so its team is not asked.`;
  if (team < minAnswers)
    return `${name} has no average: it has a team of ${team}, and an average needs ${minAnswers} or more.`;
  return average === null
    ? `${name} has no average yet: ${formatCount(answered, 'person has', 'people have')} answered.`
    : `The team of ${name} answers ${average.toFixed(1)} of 5 on average.`;
}

export const purgatoryRuleEntries: readonly Entry[] = [
  question({
    key: 'purgatory-rules',
    title: 'When is it pilot purgatory?',
    examples: {
      en: [
        'how many symptoms make pilot purgatory',
        'is one symptom enough for purgatory',
        'how many symptoms does it take',
        'what makes a team worn out',
        'how many use cases are too many for one person',
        'from how many use cases on is somebody overloaded',
        'when does a pilot count as never ending',
        'after how many months is a pilot too old',
        'rules for pilot purgatory',
        'how do you detect pilot purgatory',
        'at what point is a pilot waiting for more data',
        'threshold for symptoms',
        'how bad must it get before it is purgatory',
        'how many use cases can one person carry',
        'number of use cases per person before the team is worn out',
        'at which number of symptoms do you raise the alarm',
        'at how many projects do you call an employee overloaded',
        'how many may one person own before it is too many',
        'what is the limit of use cases per head',
        'when does a comparison of tools count against us',
        'which conditions lead to pilot purgatory',
        'from which age is a pilot a problem',
      ],
      de: [
        'reicht ein symptom für pilot purgatory',
        'ab wie vielen symptomen ist es pilot purgatory',
        'ab wie vielen use cases ist jemand überlastet',
        'ab wann gilt ein team als ausgebrannt',
        'wann ist ein pilot zu alt',
        'wie viele projekte darf einer haben, bevor es zu viel ist',
        'ab welchem alter ist ein pilot ein problem',
      ],
      fr: [
        'combien de symptômes faut-il pour le purgatoire',
        'à partir de combien de cas d’usage une personne est-elle surchargée',
        'un seul symptôme suffit-il',
        'combien de projets par personne, c’est trop',
        'à partir de quel âge un pilote pose problème',
      ],
      es: [
        'cuántos síntomas hacen falta para el purgatorio',
        'basta un solo síntoma',
        'cuántos proyectos por persona son demasiados',
        'a partir de qué edad es un problema un piloto',
      ],
    },
    answer: () => ({
      text: joinSentences(
        `${purgatoryLimits.symptoms} or more of ${symptoms.length} symptoms at once are pilot purgatory.`,
        `The symptoms: a pilot past its date or ${purgatoryLimits.months} months old; tools compared in parallel; a pilot extended ${formatTimes(tooManyExtensions)} or with a new success criterion; no shared decision after ${purgatoryLimits.days} days of a pilot; a worn-out team.`,
        `A team is worn out when one person has ${purgatoryLimits.useCases} active use cases, or when it answers ${purgatoryLimits.pulse} of 5 or less.`,
      ),
      source: null,
      data: { ...purgatoryLimits, extensions: tooManyExtensions, of: symptoms.length },
      next: [purgatoryOffer],
    }),
  }),

  question({
    key: 'team-mood',
    title: 'How is the mood of a pilot team measured?',
    examples: {
      en: [
        'how is the mood of the team of {useCase}',
        'how do you measure the mood of a team',
        'why is there no average for the team of {useCase}',
        'does my pilot team get asked how it is doing',
        'team morale',
        'how many people must answer before an average is shown',
        'are the people on {useCase} tired',
        'average of the pilot team of {useCase}',
        'does my team get the pulse',
        'how many must answer the pulse before I see an average',
        'is the pulse anonymous',
        'why do I see no figure for the mood',
        'do you ask people whether they are worn out',
      ],
      de: [
        'wie ist die stimmung im team von {useCase}',
        'warum gibt es keinen durchschnitt für das team',
        'ab wie vielen antworten zeigst du einen durchschnitt',
        'wird mein team nach seiner stimmung gefragt',
        'bekommt mein team den puls',
        'ist die stimmungsabfrage anonym',
        'warum sehe ich keine stimmung von meinem team',
      ],
      fr: [
        'comment va le moral de l’équipe de {useCase}',
        'pourquoi n’y a-t-il pas de moyenne pour l’équipe',
        'mon équipe reçoit-elle le sondage d’humeur',
        'le sondage d’humeur est-il anonyme',
        'à partir de combien de réponses la moyenne est-elle visible',
      ],
      es: [
        'cómo está el ánimo del equipo de {useCase}',
        'por qué no hay promedio del equipo',
        'recibe mi equipo la encuesta de ánimo',
        'es anónima la encuesta de ánimo',
        'a partir de cuántas respuestas se ve la media',
      ],
    },
    takes: ['useCase'],
    answer: ({ register, today }, { useCase: key }) => {
      const useCase = key === undefined ? undefined : register.useCases.get(key);
      return {
        text: joinSentences(
          useCase && describeMood(register, useCase, today),
          `Crossing asks the team of a pilot how it is doing, if it has ${minAnswers} people or more.`,
          `It shows the average of at least ${minAnswers} people, and never a single answer. At ${purgatoryLimits.pulse} of 5 or less, the team counts as worn out.`,
        ),
        source: useCase ? fromRecords(today, useCase.key) : null,
        data: { useCase: useCase?.key ?? null, leastAnswers: minAnswers },
        next: [purgatoryOffer],
        about: useCase ? { useCase: useCase.key } : {},
      };
    },
  }),
];
