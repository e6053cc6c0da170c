//! Spanish.

use super::Language;

pub(super) const WORDS: Language = Language {
    sure: "\
        codigo 6 digitos|\
        codigo de autenticacion|un solo uso|unico uso|codigo del token|codigo de un solo*|clave dinamica|\
        clave del token|numero del token|token digital|\
        clave temporal|contrasena temporal|codigo temporal|codigo unico|codigo generado*|\
        codigo de 6 digitos|codigo de seis digitos|codigo de la app|codigo de la aplicacion|codigo otp|\
        codigo 2 fa|codigo mfa|codigo de inicio de sesion|codigo de doble*|token de seguridad|\
        clave de un solo*|codigo autenticador|clave otp",
    factor: "\
        doble factor|dos factores|dos pasos|segundo factor|aplicacion de autenticacion|autenticador|\
        2 pasos|2 factores|app de autenticacion|autenticacion reforzada|doble autenticacion|\
        multiples factores|verificacion en dos*|autenticacion en dos*",
    digits: "6 digitos|seis digitos|6 cifras|8 digitos|6 caracteres|seis cifras",
    likely: "\
        numero de verificacion|\
        codigo de acceso enviado|clave enviada|\
        codigo de seguridad|codigo de confirmacion|codigo de validacion|codigo verificacion|codigo sms|\
        codigo recibido|codigo enviado|codigo que te*|codigo que recibiste|codigo de comprobacion|\
        codigo de verificacion*",
    passcode: "codigo de acceso|clave de acceso",
    code: "codigo|verificacion|cifras|confirmacion|autenticacion|validacion|codigo de activacion",
    about: "\
        autenticacion|verificacion|verificar identidad|verifica tu*|recordar este dispositivo|\
        confiar en este*|seguridad adicional|confirma tu*|confirme su*|verifique su*|activa tu*|activar tu*|\
        active su*|activar su*|confirmar correo",
    sent: "\
        se envio|llego por|llegado|mandamos|revisa tu correo|revise su correo|llego a tu|enviado|enviamos|\
        recibiste|recibido|recibira*|reenviar|acaba de llegar",
    posted: "por correo postal|la carta que|en la carta|por carta",
    resend: "\
        reenviar*|volver a enviar|enviar de nuevo|nuevo codigo|no recibi*|no has recibido|no he recibido|\
        otro metodo|otra forma|codigo de recuperacion|codigo de respaldo|he perdido*|solicitar otro*|\
        intentar de otra*",
    enrol: "escanea*|escanee*|codigo qr|configurar|activar|descarga",
    recovery: "recuperacion|respaldo|emergencia|reserva",
    secret: "clave secreta|clave de configuracion|llave secreta|introducir manualmente",
    pin: "numero secreto|clave secreta|codigo pin|clave personal",
    password: "contrasena*|clave de acceso|palabra clave",
    kept: "\
        olvide mi pin|olvidaste tu pin|olvide mi clave|olvido su clave|olvidaste tu contrasena|\
        olvide mi contrasena|codigo olvidado",
    locked: "desbloque*|protegid*",
    signin: "\
        iniciar sesion|acceder|entrar|ingresar|olvidaste tu contrasena|recordarme|crear cuenta|registrate",
    submit: "\
        verificar|continuar|iniciar sesion|acceder|entrar|ingresar|siguiente|enviar|activar|validar|\
        comprobar",
    admin: "\
        guardar|actualizar|crear|anadir|agregar|eliminar|aplicar|buscar|filtrar|registrarse|comprar|pedir|\
        pagar|reservar|suscribirse|editar|descargar|rastrear|canjear|registrarme",
    hard: "\
        comprobante impreso|verificar comprobante*|validar comprobante*|verificacion de comprobante*|\
        validacion de comprobante*|verificar constancia*|validar constancia*|verificar factura*|\
        validar factura*|validar documento*|validacion de documento*|verificacion de documento*|\
        verificar recibo*|validar recibo*|codigo de emparejamiento|por el administrador|\
        de tu administrador|por tu administrador|por su administrador|por tu profesor|por el profesor|\
        de tu profesor|codigo del dispositivo|codigo de sala|codigo de la sala|codigo de patrocinador|\
        codigo postal|codigo de pais|descuento|invitacion|codigo de cliente|codigo de barras|\
        codigo promo*|codigo de referido|codigo de reserva|localizador|numero de pedido|numero de serie|\
        codigo de producto|codigo de articulo|codigo de sucursal|codigo de banco|codigo swift|cbu|clabe|\
        numero de cuenta|rfc|curp|nif|nie|dni|codigo de empleado|codigo de empresa|codigo de estudiante|\
        codigo de clase|codigo de curso|codigo de reunion|codigo de dispositivo|codigo de tv|televisor|\
        codigo de area|codigo de idioma|codigo de moneda|codigo de error|codigo de color|\
        codigo de seguimiento|numero de guia|numero de seguimiento|codigo de regalo|tarjeta regalo|\
        tarjeta de regalo|codigo de descuento|codigo de vendedor|codigo de agente|codigo de inmueble|\
        urbanizacion|codigo de urbanizacion|codigo de invitacion|matricula|referencia catastral|cups|\
        codigo de contrato|codigo de puerta|codigo wifi|codigo amigo|codigo de tienda|codigo de proveedor|\
        codigo de evento|codigo de afiliado|codigo de descriptor|clave de producto|clave del wifi|\
        verificar certificado*|validar certificado*|verificacion de certificado*|\
        validacion de certificado*|autenticidad|codigo del certificado|verificar documento*|en la pizarra|\
        asistencia a clase|recoger tu pedido|recogida del pedido|codigo del pedido|codigo de pedido|\
        otro usuario|tu amigo|denegar|por tu abogado|por su abogado|tu abogado te*|por tu medico|\
        por su medico|registro txt",
    soft: "\
        longitud|expira*|caducidad|duracion|vigencia|intervalo|\
        numero de telefono|direccion|nacimiento|nombre de usuario|nombre|buscar|apellido*|\
        correo electronico|ciudad|calle|asunto|mensaje|importe|monto|cantidad|empresa|titulo|descripcion|\
        usuario|celular",
    search: "buscar|busqueda|palabra clave",
    card: "\
        numero de tarjeta|tarjeta de credito|tarjeta de debito|vencimiento|caducidad|titular|\
        codigo de seguridad de la tarjeta|reverso de la tarjeta",
    picture: "\
        en la imagen|caracteres de la imagen|letras de la imagen|no soy un robot|texto de la imagen",
    message: "comentario|comentarios|tu mensaje|su mensaje|formulario de contacto|libro de visitas",
    delivered: "correo|movil|celular|mensaje",
    first: "primer|primero|actual",
    second: "segundo|siguiente|proximo",
    consecutive: "consecutiv*|dos codigos|seguidos|sucesiv*",
    repeated: "repita el codigo|repite el codigo|repetir codigo|repetir el codigo",
    tried: "",
    or: "o",
    write: "introdu*|ingres*|escrib*|usa|usar|utilice|utiliza|digite|digita|teclee",
    plain: "\
        el|la|los|las|tu|su|introduce|introduzca|ingresa|ingrese|aqui|de|del|un|una|por|para|y|que|con|al|\
        se|escribe|digite|obligatorio|ejemplo|favor|muestra|te|le",
};
