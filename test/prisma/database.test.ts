import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createDatabase, dropDatabase, temporalAddress, type TestDatabase } from '../support/stack.ts';
let database: TestDatabase;
beforeAll(async () => { database = await createDatabase(); });
afterAll(() => dropDatabase(database));
test('x', () => { console.log(database, temporalAddress()); expect(1).toBe(1); });
