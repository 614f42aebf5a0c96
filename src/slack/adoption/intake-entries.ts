import { type Entry, question, request } from '../kit/question.ts';
import { answerWithdrawal } from '../kit/token-answers.ts';
import { intakeTokens } from './intake-token-form.ts';

/** Reports of adoption that a system sends instead of a person. */
export const intakeEntries: readonly Entry[] = [
  question({
    key: 'intake-rules',
    title: 'Can a system report the weekly figures?',
    examples: {
      en: [
        'can a system report the weekly figures',
        'can our bi tool push the user numbers to you',
        'is there a way to automate the check-in',
        'can the numbers come from our own dashboard',
        'do i have to type the weekly numbers by hand',
        'is there an api for check-ins',
        'our dashboard already has the usage numbers, can you fetch them',
        'typing numbers every week is silly, is there another way',
      ],
      de: [
        'kann ein system die wochenzahlen melden',
        'muss ich die nutzerzahlen von hand eintippen',
        'gibt es eine schnittstelle für check-ins',
        'kannst du dir die nutzerzahlen selbst holen',
      ],
      fr: ['un système peut-il envoyer les chiffres de la semaine', 'peut-on automatiser le check-in'],
      es: ['puede un sistema enviar las cifras semanales', 'se puede automatizar el check-in'],
    },
    answer: () => ({
      text: 'Yes: a system that counts the users can report them every week with an intake token, so nobody has to check in by hand. The owner of the use case or AI Operations issues the token. Each use case has one, and a new one replaces it.',
      source: null,
      data: { path: '/adoption', tokensPerUseCase: 1 },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),
  request({
    key: 'issue-intake-token',
    title: 'Issue an intake token for a use case',
    examples: {
      en: [
        'issue an intake token for {useCase}',
        'i need an intake token',
        'token so our script can report the users of {useCase}',
        'token for the system that counts the users of {useCase}',
        'let our dashboard send the check-ins of {useCase}',
        'we lost the intake token of {useCase}',
        'can our dashboard push the weekly numbers instead of me typing them',
        'report the usage of {useCase} automatically',
        'no more manual check-ins, our crm has the numbers',
        'renew the intake token of {useCase}',
        'another intake token for {useCase}',
        'credentials for our crm so it can push the weekly users of {useCase}',
        'our help desk reports the usage by itself, it needs a token from you',
        'give the script that counts users its token',
        'the reporting script can start as soon as it has an intake token',
      ],
      de: [
        'intake token für {useCase} ausstellen',
        'token, damit unser system die nutzerzahlen meldet',
        'unser system kann die nutzerzahlen von {useCase} selbst melden',
        'neues intake token für {useCase}',
      ],
      fr: [
        'créer un jeton pour que notre système envoie les chiffres de {useCase}',
        'notre système peut envoyer les chiffres lui-même',
        'renouveler le jeton de saisie de {useCase}',
      ],
      es: [
        'emitir un token para que nuestro sistema informe de los usuarios de {useCase}',
        'nuestro sistema puede mandar las cifras de uso solo',
        'renovar el token de cifras de {useCase}',
      ],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'issue-intake-token', useCase } }),
  }),
  question({
    key: 'withdraw-intake-token',
    title: 'Withdraw an intake token',
    wording: 'request',
    examples: {
      en: [
        'withdraw the intake token of {useCase}',
        'revoke the intake token',
        'the intake token leaked, kill it',
        'cancel the token for adoption figures',
        'our dashboard should no longer report the users of {useCase}',
        'our crm counts the users wrongly, take its token away',
        'the system must stop sending us check-ins',
        'from now on we count the users of {useCase} by hand again',
        'who gave the dashboard its token for the user numbers',
        'switch off the automatic figures of {useCase}',
        'the script that sends the weekly numbers is gone, its token too',
        'cut off the usage feed of {useCase}',
        'lock out the system that sends us the user numbers',
        'the token for the adoption figures should not be valid any more',
        'no system may report the users of {useCase} any longer',
      ],
      de: [
        'intake token von {useCase} zurückziehen',
        'das system soll keine nutzerzahlen mehr melden',
        'token für die nutzerzahlen sperren',
      ],
      fr: ['révoquer le jeton qui envoie les chiffres d’usage', 'retirer le jeton de saisie de {useCase}'],
      es: ['revocar el token que manda las cifras de uso', 'retirar el token de cifras de {useCase}'],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerWithdrawal(context, intakeTokens, useCase),
  }),
];
