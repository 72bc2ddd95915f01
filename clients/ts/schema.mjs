// What tools that compare schemas share: the differences that clients notice.
import { CriticalityLevel, DiffRule, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';

export const read = async (file) => buildSchema(await readFile(file, 'utf8'));

/** The changes between two schemas, without those of descriptions and those that another one says already. */
export const changes = (before, after, rules = [], config = undefined) =>
  diff(before, after, [DiffRule.ignoreDescriptionChanges, DiffRule.simplifyChanges, ...rules], config);

export const breaks = ({ criticality }) => criticality.level === CriticalityLevel.Breaking;
