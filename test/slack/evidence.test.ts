import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evidence } from '../../sandbox/worked-example.ts';
import { crossing, opens, pilots, recorded, startCrossing } from '../support/forms.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const opensItem = (title: string) => opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', title);

describe('evidence', () => {
  test('that does not hold yet is answered with what it lacks, and with no mark of success', async () => {
    await pilots();
    const form = await opensItem('Monitoring is active');
    const done = await recorded(form, { ...evidence['Monitoring is active'], Dashboard: null });
    expect(done.text).toContain(
      ':white_large_square: Monitoring is active is kept, and does not hold yet: no link to the dashboard.',
    );
    expect(done.text).not.toContain(':white_check_mark:');
  });

  test('on costs asks for amounts in the currency of the workspace', async () => {
    await pilots();
    const { text } = await opensItem('Cost monitoring');
    expect(text).toContain('In USD.');
    expect(text).toContain('In USD: the monthly amount at which somebody is told');
  });
});
