export { createMoneyFormat } from '../../domain/money.ts';
