import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import pickers from '@rc-component/picker/generate/dayjs';
import { App as Messages, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import ruRU from 'antd/locale/ru_RU';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/ru';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter, RouterProvider } from 'react-router-dom';
import { profile } from './access/module';
import { agency } from './agency/module';
import { approval } from './approval/module';
import { audit } from './audit/module';
import { sessionEnded } from './api/client';
import { ProblemError } from './api/problem';
import { contract } from './contract/module';
import { entitlement } from './entitlement/module';
import { OwnTenant, SignedIn } from './frame/Entrance';
import { exchange } from './exchange/module';
import { Frame } from './frame/Frame';
import type { ConsoleModule } from './frame/module';
import { NotFound } from './frame/NotFound';
import { RouteProblem } from './frame/RouteProblem';
import { home } from './home/module';
import { imports } from './imports/module';
import { indicators } from './indicators/module';
import { job } from './job/module';
import { oversight } from './oversight/module';
import { party } from './party/module';
import { plugins } from './plugins/module';
import { payment } from './payment/module';
import { policy } from './policy/module';
import { blindCases, quality } from './quality/module';
import { screening } from './screening/module';
import { statistics } from './statistics/module';
import { recovery } from './recovery/module';
import { register } from './register/module';
import { budgets, objections, ownMoney, rounds } from './rounds/module';
import { examination, experts, inbox } from './registration/module';
import { now } from './shared/dates';
import { theme } from './shared/theme';
import { tenant } from './tenant/module';

// What every calendar marks as today and where it opens.
pickers.getNow = now;

/** The table of contents: the order here is the order of the menu. */
const modules: ConsoleModule[] = [
  home,
  inbox,
  approval,
  contract,
  examination,
  experts,
  entitlement,
  ownMoney,
  rounds,
  objections,
  budgets,
  payment,
  recovery,
  policy,
  party,
  register,
  exchange,
  screening,
  imports,
  agency,
  quality,
  statistics,
  indicators,
  oversight,
  blindCases,
  job,
  plugins,
  audit,
  tenant,
  profile,
];

const router = createBrowserRouter([
  {
    errorElement: <RouteProblem />,
    children: [
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('./access/SignIn')).SignIn }),
      },
      {
        path: '/verify/:number?',
        lazy: async () => ({ Component: (await import('./registration/VerifyPage')).VerifyPage }),
      },
      {
        path: '/check/:plugin/:register/:key?',
        lazy: async () => ({ Component: (await import('./register/CheckPage')).CheckPage }),
      },
      {
        path: '/calculator/:place?/:policy?',
        lazy: async () => ({ Component: (await import('./calculator/CalculatorPage')).CalculatorPage }),
      },
      {
        path: '/notices',
        lazy: async () => ({ Component: (await import('./notices/NoticeListPage')).NoticeListPage }),
      },
      {
        path: '/notices/:id',
        lazy: async () => ({ Component: (await import('./notices/NoticePage')).NoticePage }),
      },
      {
        element: <SignedIn />,
        children: [
          { path: '/', element: <OwnTenant /> },
          {
            path: '/t/:code',
            element: <Frame modules={modules} />,
            children: [...modules.flatMap(({ routes }) => routes), { path: '*', element: <NotFound /> }],
          },
        ],
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // A refusal stays a refusal; only an unreachable server is worth asking again.
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 2,
      refetchOnWindowFocus: false,
      staleTime: 10_000,
    },
  },
});

export function App() {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  const russian = i18n.language.startsWith('ru');
  dayjs.locale(english ? 'en' : russian ? 'ru' : 'zh-cn');
  useEffect(() => {
    const leave = () => {
      queries.clear();
      const { pathname, search } = window.location;
      if (pathname !== '/sign-in' && !/^\/(verify|calculator|check|notices)/.test(pathname)) {
        void router.navigate(`/sign-in?return=${encodeURIComponent(pathname + search)}`, { replace: true });
      }
    };
    sessionEnded.addEventListener('ended', leave);
    return () => sessionEnded.removeEventListener('ended', leave);
  }, []);
  return (
    <ConfigProvider locale={english ? enUS : russian ? ruRU : zhCN} theme={theme}>
      <QueryClientProvider client={queries}>
        <Messages>
          <RouterProvider router={router} />
        </Messages>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
