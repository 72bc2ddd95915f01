/**
 * @generated SignedSource<<60fdb97bc361dfbb79c51550e8d5d00c>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
export type UserErrorCode = "ABSENT_TWICE" | "ACCOUNT_LINKED" | "ACCOUNT_NAME_INVALID" | "ACCOUNT_NAME_TAKEN" | "ALREADY_ENDED" | "ANSWER_INVALID" | "ANSWER_MISSING" | "ANSWER_REQUIRED" | "BEYOND_LIMIT" | "CALENDAR_CODE_TAKEN" | "CALENDAR_DEFAULT" | "CALENDAR_UNBALANCED" | "CONDITION_INVALID" | "CONFLICT_OF_INTEREST" | "CONFLICT_RETRY" | "CONTACT_EMAIL_TAKEN" | "CONTACT_MERGED" | "CONTACT_NOT_MERGED" | "CONTACT_PHONE_TAKEN" | "CONTACT_UNREACHABLE" | "CRITERION_MISSING" | "CRITERION_UNANSWERED" | "CRITERION_UNMEASURABLE" | "DEADLINE_MISSING" | "DEPARTMENT_CODE_TAKEN" | "DUTY_CODE_TAKEN" | "EMPLOYEE_NUMBER_TAKEN" | "EXTERNAL_ID_TAKEN" | "HASH_INVALID" | "HOURS_OVERLAP" | "HOURS_REVERSED" | "IDEMPOTENCY_MISMATCH" | "ILLEGAL_STATE" | "IMMUTABLE" | "INQUIRY_ANSWERED" | "INVALID" | "IN_PROGRESS" | "KEY_DOUBLED" | "LAST_ADMINISTRATOR" | "MATERIALS_MISSING" | "NOBODY_FITS" | "NOTHING_MISSING" | "NOTICE_OPEN" | "NOT_ACCEPTED" | "NOT_A_PERSON" | "NOT_A_REST_DAY" | "NOT_A_SERVICE_ACCOUNT" | "NOT_CORRECTABLE_NOW" | "NOT_FORGOTTEN" | "NOT_FOUND" | "NO_AUTHORITY" | "NO_WORKING_TIME" | "NUMBER_PATTERN_INVALID" | "ONE_PRIMARY_POST" | "ONE_TIME_NOTICE" | "OTHER_YEAR" | "OUT_OF_SCOPE" | "OWN_DELEGATE" | "OWN_DEPUTY" | "PAGES_INVALID" | "PERIOD_REVERSED" | "PERMISSION_UNKNOWN" | "PLACED_TWICE" | "POST_CODE_TAKEN" | "POST_CYCLE" | "POST_HELD_TWICE" | "PROMISE_INCOMPLETE" | "PROMISE_MISSING" | "PROMISE_REASON_MISSING" | "REASON_MISSING" | "RESULT_UNTOLD" | "ROLE_NAME_TAKEN" | "STALE" | "STILL_OCCUPIED" | "STRUCTURE_CYCLE" | "TAKEN" | "TASKS_OPEN" | "TASK_EXTERNAL_ID_TAKEN" | "TEAM_CODE_TAKEN" | "TIME_ZONE_UNKNOWN" | "TYPE_CODE_TAKEN" | "TYPE_NOT_PUBLISHED" | "VERDICT_MISSING" | "%future added value";
export type CreateRoleInput = {
  description?: string | null | undefined;
  idempotencyKey?: string | null | undefined;
  name: string;
};
export type relayTestNewRoleMutation$variables = {
  input: CreateRoleInput;
};
export type relayTestNewRoleMutation$data = {
  readonly createRole: {
    readonly role: {
      readonly id: string;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: UserErrorCode;
      readonly message: string;
    }>;
  } | null | undefined;
};
export type relayTestNewRoleMutation = {
  response: relayTestNewRoleMutation$data;
  variables: relayTestNewRoleMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "input",
        "variableName": "input"
      }
    ],
    "concreteType": "CreateRolePayload",
    "kind": "LinkedField",
    "name": "createRole",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "concreteType": "Role",
        "kind": "LinkedField",
        "name": "role",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "CreateRoleUserError",
        "kind": "LinkedField",
        "name": "userErrors",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "code",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relayTestNewRoleMutation",
    "selections": (v1/*:: as any*/),
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relayTestNewRoleMutation",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "5ecca66af2bb8349d87d9d775c716d8b",
    "id": null,
    "metadata": {},
    "name": "relayTestNewRoleMutation",
    "operationKind": "mutation",
    "text": "mutation relayTestNewRoleMutation(\n  $input: CreateRoleInput!\n) {\n  createRole(input: $input) {\n    role {\n      id\n    }\n    userErrors {\n      code\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d2ab43f294828dc224f2f92c54203880";

export default node;
