import { type Register, settingsOf } from '../../domain/register.ts';

/** Creates a formatter for amounts in the workspace's currency, without cents: `$104,000`. */
export function createMoneyFormat(register: Register): (amount: number) => string {
  const { currency } = settingsOf(register);
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 });
  return (amount) => format.format(amount);
}
