import { expect, test } from 'vitest';
import { contextOf, open } from '../../support/answers.ts';
import { stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2026-02-02');

test('several use cases are checked in for in one form, by those who may', () => {
  expect(open('check-in-several', contextOf(company(), 'lead')).step).toEqual({
    ...{ do: 'check-in-several', useCases: ['UC-1', 'UC-2'], on: '2026-02-01' },
  });
  expect(open('check-in-several', contextOf(company(), 'seller')).step).toEqual({
    ...{ do: 'check-in', useCase: 'UC-2' },
  });
  expect(open('check-in-several', contextOf(new Workspace('2026-02-02'))).step).toEqual({
    do: 'register-use-case',
  });
});

test('a month of several use cases is recorded in one form, by those who may', () => {
  const december = { period: { from: '2025-12-01', to: '2025-12-31' } };
  expect(open('record-costs-several', contextOf(company(), 'lead'), december).step).toEqual({
    ...{ do: 'record-costs-several', useCases: ['UC-1', 'UC-2'], month: '2025-12' },
  });
  expect(open('record-costs-several', contextOf(company(), 'seller')).step).toEqual({
    ...{ do: 'record-costs', useCase: 'UC-2', month: '2026-01' },
  });
});
