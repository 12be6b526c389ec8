import { Button, Pagination } from 'antd';
import { useState } from 'react';
import type { BureauPreview } from '../../api/types.ts';
import { AccountRow } from './AccountRow.tsx';
import { seatsOf } from './accounts.ts';
import { Errors } from './Errors.tsx';
import { ExtraAccounts } from './ExtraAccounts.tsx';
import { Line } from './Line.tsx';
import type { Drafting, Plan } from './plan.ts';

/** Where each town purchases there are hundreds of seats: they are shown in parts. */
const SEATS_SHOWN = 40;

interface AccountsStepProps {
  plan: Plan;
  acting: BureauPreview['acting'];
  drafting: Drafting;
  wrong: ReadonlyMap<string, string[]>;
  busy: boolean;
  change: (part: Partial<Plan>) => void;
  back: () => void;
  next: () => void;
}

/** The third step: who signs in. Whoever acts needs somebody to prepare and somebody to decide. */
export function AccountsStep({ plan, acting, drafting, wrong, busy, change, back, next }: AccountsStepProps) {
  const seats = seatsOf(plan, acting, drafting);
  const firstWrong = seats.findIndex((_, at) => wrong.has(`accounts.${at}`));
  const [page, setPage] = useState(Math.floor(Math.max(0, firstWrong) / SEATS_SHOWN) + 1);
  const from = (page - 1) * SEATS_SHOWN;
  const [asked, setAsked] = useState(false);
  const bare = plan.prefix === '' && seats.length > 0;
  return (
    <div className="bureau-accounts">
      <p className="hint">
        {seats.length > 0
          ? '承担角色的机构各须有经办人和负责人：经办与审批不能是同一人。每个账号设立后得到一个一次性密码，只显示一次。账号和姓名可以改。'
          : '新设的机构没有必须开立的账号，可以直接核对，也可以加其他账号。'}
      </p>
      <div className="bureau-prefix">
        <Line
          id="prefix"
          label="账号前缀"
          required
          hint="如县名的拼音，用小写字母开头；下面没有改过的账号都以它开头"
          problems={asked && bare ? ['请填写账号前缀'] : undefined}
          value={plan.prefix}
          change={(prefix) => change({ prefix })}
        />
      </div>
      <Errors of={wrong.get('accounts')} />
      <ul className="bureau-seats">
        {seats.slice(from, from + SEATS_SHOWN).map((seat, at) => (
          <AccountRow
            key={seat.id}
            id={`seat-${from + at}`}
            organisation={seat.organisation}
            who={`${seat.organisation}${seat.roleName}`}
            as={seat.functions.join('、')}
            roleName={seat.roleName}
            login={seat.login}
            name={seat.name}
            problems={wrong.get(`accounts.${from + at}`)}
            change={(typed) => change({ seats: { ...plan.seats, [seat.id]: { ...plan.seats[seat.id], ...typed } } })}
          />
        ))}
      </ul>
      {seats.length > SEATS_SHOWN && (
        <Pagination current={page} pageSize={SEATS_SHOWN} total={seats.length} showSizeChanger={false} onChange={setPage} />
      )}
      <ExtraAccounts plan={plan} drafting={drafting} wrong={wrong} from={seats.length} change={change} />
      <div className="form-buttons">
        <Button
          type="primary"
          loading={busy}
          onClick={() => {
            setAsked(true);
            if (!bare) next();
          }}
        >
          下一步：核对
        </Button>
        <Button disabled={busy} onClick={back}>
          上一步
        </Button>
        <span className="hint" role="status">
          共 {seats.length + plan.extra.length} 个账号
        </span>
      </div>
    </div>
  );
}
