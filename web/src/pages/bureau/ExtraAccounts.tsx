import { Button, Select } from 'antd';
import { AccountRow } from './AccountRow.tsx';
import { ROLES } from './accounts.ts';
import type { Drafting, ExtraAccount, Plan } from './plan.ts';

interface ExtraAccountsProps {
  plan: Plan;
  drafting: Drafting;
  wrong: ReadonlyMap<string, string[]>;
  /** How many accounts stand before these in the body. */
  from: number;
  change: (part: Partial<Plan>) => void;
}

/** Further accounts: a town's clerk, a station's worker, somebody who only reads. */
export function ExtraAccounts({ plan, drafting, wrong, from, change }: ExtraAccountsProps) {
  const places = [...drafting.places.values()].map((place) => ({ value: place, label: place }));
  const put = (at: number, part: Partial<ExtraAccount>) =>
    change({ extra: plan.extra.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  const add = (): void => {
    const login = `${plan.prefix}-${plan.extra.length + 1}`;
    change({ extra: [...plan.extra, { place: '', role: 'clerk', login, name: '' }] });
  };
  return (
    <>
      <ul className="bureau-seats">
        {plan.extra.map(({ place, role, login, name }, at) => (
          // Rows have no identity but their place.
          <AccountRow
            key={at}
            id={`extra-${at}`}
            who={`第 ${at + 1} 个其他账号的`}
            organisation={
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                aria-label={`第 ${at + 1} 个其他账号的机构`}
                placeholder="选择机构"
                options={places}
                value={place === '' ? null : place}
                onChange={(chosen) => put(at, { place: chosen ?? '' })}
              />
            }
            roleName={
              <Select
                aria-label={`第 ${at + 1} 个其他账号的岗位`}
                options={ROLES}
                value={role}
                onChange={(chosen) => put(at, { role: chosen })}
              />
            }
            login={login}
            name={name}
            problems={wrong.get(`accounts.${from + at}`)}
            change={(typed) => put(at, typed)}
          >
            <Button
              aria-label={`移除第 ${at + 1} 个其他账号`}
              onClick={() => change({ extra: plan.extra.filter((_, index) => index !== at) })}
            >
              移除
            </Button>
          </AccountRow>
        ))}
      </ul>
      <Button type="dashed" onClick={add}>
        加一个其他账号（乡镇经办人、驻站社工、查阅人）
      </Button>
    </>
  );
}
