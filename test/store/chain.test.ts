import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentHash, hasValidHash, type Link, toCanonicalJson } from '../../src/store/chain.ts';

describe('Canonical JSON is that of RFC 8785:', () => {
  /** Appendix B: a number by its bits, and as it is written. */
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('the number with the bits %s is %s', (bits, written) => {
    expect(toCanonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
  });

  test.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])(
    'the bits %s are no number in JSON',
    (bits) => {
      expect(() => toCanonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toThrow(RangeError);
    },
  );

  test('section 3.2.2: numbers, strings and literals', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(toCanonicalJson(JSON.parse(input))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('section 3.2.3: keys in the order of their UTF-16 code units', () => {
    const input = String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    expect(Object.values(JSON.parse(toCanonicalJson(JSON.parse(input))))).toHaveLength(7);
    expect([...toCanonicalJson(JSON.parse(input)).matchAll(/:"([^"]*)"/g)].map(([, value]) => value)).toEqual(
      [
        'Carriage Return',
        'One',
        'Control',
        'Latin Small Letter O With Diaeresis',
        'Euro Sign',
        'Emoji: Grinning Face',
        'Hebrew Letter Dalet With Dagesh',
      ],
    );
  });

  test('keys that are whole numbers are sorted as texts', () => {
    expect(toCanonicalJson({ 2: 'b', 10: 'a', 1: { __proto: [], '': null } })).toBe(
      '{"1":{"":null,"__proto":[]},"10":"a","2":"b"}',
    );
  });

  test('values that are not valid UTF-8 or JSON are refused', () => {
    expect(() => toCanonicalJson('\ud83d')).toThrow(RangeError);
    expect(() => toCanonicalJson({ '\ud83d': 1 })).toThrow(RangeError);
    for (const value of [undefined, () => 1, 1n, Symbol('a'), [undefined]])
      expect(() => toCanonicalJson(value)).toThrow(TypeError);
  });

  test('it reads back as the same value, and the order of keys makes no difference', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, reversed(part)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const sound = JSON.parse(JSON.stringify(value)) as unknown;
        expect(JSON.parse(toCanonicalJson(sound))).toEqual(sound);
        expect(toCanonicalJson(reversed(sound))).toBe(toCanonicalJson(sound));
      }),
    );
  });
});

describe('The hash of a change', () => {
  const salt = '00112233445566778899aabbccddeeff';
  const second: Link = {
    ...{ workspace: 'T1', seq: 1, at: 1000, actor: 'U1', action: 'edit-use-case', entity: 'useCases' },
    ...{ id: 'UC-1', useCase: 'UC-1', before: null, after: { name: 'Support agent', key: 'UC-1' } },
    ...{ previousHash: '0'.repeat(64), version: 2, salt },
    ...{ erasure: null, beforeHash: null, afterHash: null },
    hash: '72c3bb482c57bceda75bb0e111650490579894d2320de940eb4b1cc20b8d9d71',
  };

  test('of version 2 is stored: it stays what it is', () => {
    expect(hasValidHash(second)).toBe(true);
  });

  test('of version 2 stands without the contents, by their hashes', () => {
    const hashes = {
      beforeHash: contentHash(salt, second.before),
      afterHash: contentHash(salt, second.after),
    };
    const erased = { ...second, before: null, after: null, salt: null, erasure: 'X-1', ...hashes };
    expect(hasValidHash(erased)).toBe(true);
    expect(hasValidHash({ ...erased, actor: 'U2' })).toBe(false);
    expect(hasValidHash({ ...erased, salt })).toBe(false);
    expect(hasValidHash({ ...erased, erasure: null })).toBe(false);
  });

  test('of a version that does not exist is no hash', () => {
    expect(hasValidHash({ ...second, version: 3 })).toBe(false);
  });
});
