//! Portuguese.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        codigo 6 digitos|\
        codigo de autenticacao|uso unico|codigo do token|codigo unico|codigo temporario|senha temporaria|\
        senha descartavel|codigo gerado*|codigo de 6 digitos|codigo de seis digitos|codigo do aplicativo|\
        codigo do app|codigo otp|codigo 2 fa|codigo mfa|codigo de login|token do aplicativo|itoken|\
        token de seguranca|codigo autenticador|chave de seguranca do app|codigo de uso unico|\
        senha de uso unico|codigo da aplicacao",
    factor: "\
        validacao em dois*|dois fatores|duas etapas|duplo fator|segundo fator|aplicativo autenticador|\
        aplicativo de autenticacao|autenticador|2 fatores|2 etapas|multifator|multi fator|\
        multiplos fatores|dois passos|app autenticador|autenticacao forte|dupla autenticacao|\
        verificacao em duas*|aplicacao de autenticacao|autenticacao de dois*|em dois fatores",
    digits: "6 digitos|seis digitos|6 numeros|seis numeros|8 digitos|6 caracteres|6 algarismos",
    likely: "\
        numero de verificacao|\
        codigo do sms|codigo do e mail|\
        codigo de seguranca|codigo de confirmacao|codigo de validacao|codigo verificador|codigo sms|\
        codigo recebido|codigo enviado|codigo que enviamos|codigo de verificacao*",
    passcode: "codigo de acesso|senha de acesso",
    code: "codigo de ativacao|codigo|verificacao|confirmacao|autenticacao|validacao",
    about: "\
        autenticacao|verificacao|verifique sua identidade|confirme sua identidade|\
        confirmar sua identidade|confirmar identidade|verificar identidade|lembrar deste dispositivo|\
        confiar neste*|seguranca adicional|confirme que e voce|confirme seu*|confirme o seu*|\
        confirme a sua*|verifique seu*|verifique o seu*|ative sua*|ative a sua*",
    sent: "\
        verifique o seu e mail|verifique o seu email|verifique seu email|que chegou|chegou por|\
        verifique seu e mail|confira sua caixa*|recebera um codigo|mandamos|acabamos de enviar|enviamos|\
        enviado|recebeu|recebido|enviada|confira seu e mail|confira seu email",
    posted: "pelos correios|na carta",
    resend: "\
        enviar novamente|enviar de novo|novo codigo|nao recebi*|nao recebeu*|outro metodo|outra forma|\
        outra maneira|codigo de recuperacao|codigo de backup|perdeu*|perdi*|solicitar novo*|\
        tentar de outra*",
    enrol: "escaneie|leia o*|digitalize*|ativar|baixe",
    recovery: "recuperacao|contingencia",
    secret: "chave secreta|chave de configuracao|codigo secreto|inserir manualmente",
    pin: "senha numerica|senha de 4*|senha de 6*|codigo pin",
    password: "senha|palavra passe|palavra chave|frase secreta",
    kept: "\
        esqueci minha senha|esqueci meu pin|esqueceu a senha|esqueceu sua senha|esqueci o codigo|\
        esqueceu seu codigo",
    locked: "",
    signin: "\
        acessar|iniciar sessao|esqueci minha senha|esqueceu a senha|lembrar me|cadastre se|criar conta",
    submit: "\
        verificar|continuar|entrar|acessar|aceder|avancar|proximo|enviar|ativar|validar|iniciar sessao|\
        fazer login|seguinte",
    admin: "\
        salvar|atualizar|criar|adicionar|excluir|pesquisar|cadastrar|cadastre se|inscrever|baixar|\
        resgatar|finalizar",
    hard: "\
        verificar comprovante*|validar comprovante*|autenticar comprovante*|verificacao de comprovante*|\
        validacao de comprovante*|verificacao de documento*|validacao de documento*|nota fiscal|\
        codigo de emparelhamento|codigo de pareamento|pelo administrador|pelo seu administrador|\
        pelo professor|com o administrador|do seu professor|codigo da sala|cep|codigo do pais|cupom|\
        desconto|convite|cpf|cnpj|codigo promocional|codigo de indicacao|numero do pedido|\
        codigo do produto|codigo da agencia|agencia|conta corrente|numero da conta|codigo do banco|niss|\
        codigo do funcionario|codigo da empresa|codigo do cliente|codigo do aluno|codigo da turma|\
        codigo da reuniao|codigo do dispositivo|codigo da tv|televisao|ddd|codigo do idioma|\
        codigo da moeda|codigo de erro|codigo da cor|codigo de rastreio|codigo de rastreamento|\
        vale presente|cartao presente|codigo de desconto|codigo do vendedor|codigo do imovel|placa|\
        renavam|inscricao estadual|codigo de amigo|codigo de convite|codigo do fornecedor|\
        codigo do evento|codigo de acesso a sala|chave de acesso|chave pix|codigo da loja|codigo ibge|\
        codigo fiscal|ncm|codigo de parceiro|verificacao de certificado*|validacao de certificado*|\
        autenticidade|codigo do certificado|no quadro|lista de presenca|retirar pedido|retirada do pedido|\
        codigo do pedido|outro usuario|seu amigo|pelo seu advogado|pelo seu medico|registo txt",
    soft: "\
        tamanho|comprimento|duracao|validade|numero de telefone|endereco|nascimento|nome de usuario|\
        telefone|sobrenome|apelido|cidade|rua|assunto|mensagem|valor|quantia|quantidade|descricao|\
        utilizador|morada|telemovel|bairro",
    search: "pesquisa*|busca|palavra chave",
    card: "\
        numero do cartao|cartao de credito|cartao de debito|validade|vencimento|\
        codigo de seguranca do cartao|verso do cartao|nome impresso*",
    picture: "na imagem|caracteres da imagem|letras da imagem|nao sou um robo|texto da imagem",
    message: "sua mensagem|formulario de contato",
    delivered: "telemovel|mensagem|correio",
    first: "primeiro|primeira|atual",
    second: "segundo|segunda|seguinte|proximo",
    consecutive: "consecutiv*|dois codigos|seguidos|sucesssiv*|sucessiv*",
    repeated: "repita o codigo|repetir codigo|repetir o codigo",
    tried: "",
    or: "ou",
    write: "insira|inserir|informe|digite|digitar|introduza|introduzir|usar|utilize|escreva|preencha",
    plain: "\
        o|os|as|seu|sua|teu|insira|inserir|informe|introduza|dos|um|uma|em|no|com|ao|obrigatorio|exemplo|\
        exibido|mostrado|gerado",
};
