export const rule = 1;
export const needs = rule;
