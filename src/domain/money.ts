import { type Register, settingsOf } from './register.ts';

/** Smaller amounts keep their cents, because a month of a small pilot costs only some dollars. */
const wholeFrom = 100;

/** Creates a formatter for amounts in the workspace's currency: `$104,000`, and `$4.50` below a hundred. */
export function createMoneyFormat(register: Register): (amount: number) => string {
  const { currency } = settingsOf(register);
  const whole = new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 });
  const exact = new Intl.NumberFormat('en', { style: 'currency', currency });
  return (amount) =>
    (Math.abs(amount) < wholeFrom && !Number.isInteger(amount) ? exact : whole).format(amount);
}
