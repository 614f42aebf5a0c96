import type { Step } from '../../domain/decide.ts';
import { isOver } from '../../domain/register.ts';
import { findVendor, listVendors } from '../../domain/vendors/index.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, request } from '../kit/question.ts';
import { vendorQuestions } from './vendor-questions.ts';

/**
 * Returns the step that records a DPA. Its form is about a use case: the named one, one that relies on the vendor, or
 * one of this person.
 */
function findDpaStep({ register, actor }: PageContext, name: string, named: string | undefined): Step {
  const vendor = findVendor(register, name);
  const running = [...register.useCases.values()].filter((useCase) => !isOver(useCase));
  const useCase =
    named ??
    running.find((one) => vendor && listVendors(register, one).includes(vendor))?.key ??
    (running.find(({ owner }) => owner === actor.id) ?? running[0])?.key;
  return useCase === undefined
    ? { do: 'register-use-case' }
    : { do: 'record-dpa', useCase, vendor: vendor?.name ?? name };
}

export const vendorsEntries: readonly Entry[] = checkAnswers([
  ...vendorQuestions,
  request({
    key: 'record-dpa',
    title: 'Record a DPA with a vendor',
    examples: {
      en: [
        'record the dpa of {vendor}',
        'we signed a dpa with {vendor}',
        'the dpa with {vendor} was signed on {day}',
        '{vendor} signed the data processing agreement',
        'add the dpa of {vendor} for {useCase}',
        'renew the dpa of {vendor}',
        'enter a new dpa for {vendor}',
        'file the signed dpa of {vendor}',
        'we got the contract back from {vendor}',
        '{vendor} sent the signed agreement',
        'new contract with {vendor}, signed {day}',
        'put the {vendor} dpa on file',
        'legal has signed with {vendor}',
        'here is the dpa from {vendor}',
        'enter the new dates of the {vendor} dpa',
        '{vendor} renewed the dpa',
        'the countersigned agreement of {vendor} is back',
        '{vendor} returned the signed papers',
        'signature of {vendor} arrived today',
        'the ink is dry on the {vendor} agreement',
        'add an agreement for a new supplier, {vendor}',
        'store the {vendor} contract',
        '{vendor} prolonged the dpa until {day}',
        '{vendor} has countersigned our agreement on data processing, valid through {day}',
        'our lawyers and {vendor} signed the data processing agreement',
        'dpa with {vendor} signed {day}, expires {day}',
        'the new contract on data processing with {vendor} is here',
      ],
      de: [
        'avv mit {vendor} eintragen',
        'wir haben den avv mit {vendor} unterschrieben',
        '{vendor} hat den avv unterschrieben',
        'neuen vertrag mit {vendor} hinterlegen',
        'avv von {vendor} ist da',
        '{vendor} hat unterschrieben zurückgeschickt',
        'avv für einen neuen anbieter anlegen: {vendor}',
      ],
      fr: [
        'enregistrer le dpa de {vendor}',
        'nous avons signé un dpa avec {vendor}',
        '{vendor} a signé le dpa, à classer',
        'ajouter le contrat d’un nouveau fournisseur, {vendor}',
        '{vendor} a renvoyé le contrat signé',
      ],
      es: [
        'registrar el dpa de {vendor}',
        'hemos firmado un dpa con {vendor}',
        'ya firmamos con {vendor}, hay que guardarlo',
        'añadir el dpa de un proveedor nuevo, {vendor}',
        '{vendor} devolvió el contrato firmado',
      ],
    },
    needs: ['vendor'],
    takes: ['useCase', 'day'],
    open: (context, { vendor, useCase, day }) => ({
      step: findDpaStep(context, vendor, useCase),
      prefilled: prefill({ signedOn: day }),
    }),
  }),
  request({
    key: 'merge-vendors',
    title: 'Merge two vendors',
    examples: {
      en: [
        'merge {vendor} into another vendor',
        '{vendor} is entered twice',
        'merge two vendors',
        '{vendor} is a duplicate',
        'one company, two vendor records',
        'we have the same supplier twice',
        'combine two vendors',
        'clean up the duplicate vendor',
        '{vendor} and {vendor} are the same company',
        'two suppliers are really one firm',
        'the vendor list has one company under two names',
        '{vendor} was taken over by {vendor}, put them together',
        'same vendor spelled in two ways',
        'somebody recorded {vendor} a second time',
        'make one out of both vendors',
        'join the records of two vendors',
        'the same vendor is listed twice',
        'fold {vendor} into {vendor}, it is one vendor',
        'two entries for one company in the vendor list',
        '{vendor} stands there with inc. and once without',
      ],
      de: [
        '{vendor} ist doppelt eingetragen',
        'anbieter zusammenführen',
        '{vendor} und {vendor} sind dieselbe firma',
        'doppelten anbieter bereinigen',
        'ein anbieter steht unter zwei namen in der liste',
      ],
      fr: [
        'fusionner {vendor} avec un autre fournisseur',
        '{vendor} est en double',
        'regrouper deux fournisseurs identiques',
        'le même fournisseur figure sous deux noms',
      ],
      es: [
        'fusionar {vendor} con otro proveedor',
        '{vendor} está duplicado',
        'unir dos proveedores repetidos',
        'el mismo proveedor aparece con dos nombres',
      ],
    },
    takes: ['vendor'],
    open: (_, { vendor }) => ({ step: { do: 'merge-vendors', vendor: vendor ?? null } }),
  }),
]);
